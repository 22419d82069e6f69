import { Injectable } from '@nestjs/common';

/** A column that keeps keys wrapped by ALONGSIDE_KEY. */
export interface WrapColumn {
  table: string;
  /** The row's key, by which a wrap is bound to its owner. */
  id: string;
  column: string;
  boundTo: (id: string) => string;
}

/** Every feature says here what it keeps wrapped: a change of the key wraps all of it anew. A test compares it with the tables. */
@Injectable()
export class WrapRegister {
  readonly #columns: WrapColumn[] = [];

  add(...columns: WrapColumn[]): void {
    this.#columns.push(...columns);
  }

  get columns(): readonly WrapColumn[] {
    return this.#columns;
  }
}
