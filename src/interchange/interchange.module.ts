import { Module } from '@nestjs/common';
import { ImportBook } from './runs/import-book.js';
import { ImportRunResolver } from './runs/import-run.resolver.js';
import { ImportUpload } from './runs/import-upload.js';
import { RunImport } from './runs/run-import.js';

/** Directories that others keep, taken in while the house is open. */
@Module({ providers: [ImportBook, RunImport, ImportUpload, ImportRunResolver] })
export class InterchangeModule {}
