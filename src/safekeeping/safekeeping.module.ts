import { Module } from '@nestjs/common';
import { FinishRestore } from './backup/finish-restore.js';
import { KeyState } from './key-state.js';
import { RotateKey } from './rotate-key.js';

@Module({ providers: [KeyState, RotateKey, FinishRestore], exports: [RotateKey, FinishRestore] })
export class SafekeepingModule {}
