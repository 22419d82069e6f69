import { Field, Float, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { StaffMember } from '../../identity/index.js';
import { DateTimeScalar, PageInfo } from '../../platform/graphql/index.js';
import type { ImportProblemKindValue, ImportStatusValue } from './import-run.entity.js';

export const ImportStatus = {
  READING: 'READING',
  SAVING: 'SAVING',
  DONE: 'DONE',
  FAILED: 'FAILED',
} as const satisfies {
  [V in ImportStatusValue]: V;
};
registerEnumType(ImportStatus, {
  name: 'ImportStatus',
  description: 'How far an import is.',
  valuesMap: {
    READING: { description: 'Its files are being read.' },
    SAVING: { description: 'All is read; it is being brought into the directory, whole or not at all.' },
    DONE: { description: 'It came in; or, of a rehearsal, it would have.' },
    FAILED: { description: 'Nothing of it came in; `problem` says why.' },
  },
});

export const ImportProblemKind = { QUARANTINED: 'QUARANTINED', LEFT_UNKNOWN: 'LEFT_UNKNOWN' } as const satisfies {
  [V in ImportProblemKindValue]: V;
};
registerEnumType(ImportProblemKind, {
  name: 'ImportProblemKind',
  description: 'How something of an import did not come in.',
  valuesMap: {
    QUARANTINED: { description: 'The row stayed outside until it is mended.' },
    LEFT_UNKNOWN: { description: 'The row came in; this field of it is unknown now, not guessed.' },
  },
});

@ObjectType({ description: 'What an import did to the directory.' })
export class ImportChanges {
  @Field(() => Int, { description: 'New.' })
  created!: number;

  @Field(() => Int, { description: 'Brought up to date.' })
  updated!: number;

  @Field(() => Int, { description: 'Said the same as what was there.' })
  unchanged!: number;

  @Field(() => Int, { description: 'People here wrote about it since: left as they left it.' })
  kept!: number;
}

@ObjectType({
  description: 'The rows of one table of an import. `read` is always `imported` and `quarantined` together.',
})
export class ImportTable {
  @Field(() => String, { description: 'The file that it stands in.' })
  file!: string;

  @Field(() => String, { description: 'Which of HSDS’s tables.' })
  table!: string;

  @Field(() => Int, { description: 'Rows read.' })
  read!: number;

  @Field(() => Int, { description: 'Rows that came in.' })
  imported!: number;

  @Field(() => Int, { description: 'Rows that did not: to be mended, or left aside by policy.' })
  quarantined!: number;
}

@ObjectType({
  description: 'A directory that others keep, taken in from files of HSDS. The same source again doubles nothing.',
})
export class DirectoryImport {
  @Field(() => ID, { description: 'Random and opaque.' })
  id!: string;

  @Field(() => String, { description: 'Whose directory it is; the same name finds the same places again.' })
  source!: string;

  @Field(() => Boolean, { description: 'All is done and counted, and then nothing is kept.' })
  rehearsal!: boolean;

  @Field(() => ImportStatus, { description: 'How far it is.' })
  status!: ImportStatusValue;

  @Field(() => Float, {
    nullable: true,
    description: 'How much of the files is read, 0 to 1; null while it is being saved.',
  })
  progress!: number | null;

  @Field(() => StaffMember, { nullable: true, description: 'Who started it.' })
  startedBy!: StaffMember | null;

  @Field(() => DateTimeScalar, { description: 'When.' })
  startedAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Null while it runs.' })
  finishedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Why nothing came in, and what to do; null unless it failed.' })
  problem!: string | null;

  @Field(() => [ImportTable], { description: 'Row by row what became of it; empty until it is done.' })
  tables!: ImportTable[];

  @Field(() => Int, { nullable: true, description: 'Fields left out of rows that came in; null until it is done.' })
  leftUnknown!: number | null;

  @Field(() => ImportChanges, { nullable: true, description: 'Null until it is done.' })
  organizations!: ImportChanges | null;

  @Field(() => ImportChanges, { nullable: true, description: 'Null until it is done.' })
  listings!: ImportChanges | null;
}

@ObjectType({ description: 'A row, or a field of one, that did not come in. The value itself is not repeated.' })
export class ImportProblem {
  @Field(() => ImportProblemKind, { description: 'The whole row, or a field of it.' })
  kind!: ImportProblemKindValue;

  @Field(() => String, { description: 'The file.' })
  file!: string;

  @Field(() => Int, { nullable: true, description: 'The data row or line, from 1; null for all rows of a table.' })
  row!: number | null;

  @Field(() => Int, { description: 'How many rows this is about.' })
  rows!: number;

  @Field(() => String, { nullable: true, description: 'Which of HSDS’s tables; null where only a field is meant.' })
  table!: string | null;

  @Field(() => String, { nullable: true, description: 'Which field; null for the whole row.' })
  field!: string | null;

  @Field(() => String, { description: 'What to mend, in words.' })
  reason!: string;
}

@ObjectType({ description: 'One problem and its place in the list.' })
export class ImportProblemEdge {
  @Field(() => String, { description: 'Give it as `after` to go on behind this one.' })
  cursor!: string;

  @Field(() => ImportProblem, { description: 'The problem.' })
  node!: ImportProblem;
}

@ObjectType({
  description: 'A page of what did not come in: what is to be mended first, what was left aside by policy last.',
})
export class ImportProblemConnection {
  @Field(() => [ImportProblemEdge], { description: 'The problems of this page.' })
  edges!: ImportProblemEdge[];

  @Field(() => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many there are on all pages together.' })
  totalCount!: number;
}

@ObjectType({ description: 'One import and its place in the list.' })
export class DirectoryImportEdge {
  @Field(() => String, { description: 'Give it as `after` to go on behind this one.' })
  cursor!: string;

  @Field(() => DirectoryImport, { description: 'The import.' })
  node!: DirectoryImport;
}

@ObjectType({ description: 'A page of imports, newest first.' })
export class DirectoryImportConnection {
  @Field(() => [DirectoryImportEdge], { description: 'The imports of this page.' })
  edges!: DirectoryImportEdge[];

  @Field(() => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: PageInfo;
}
