import { Module } from '@nestjs/common';
import { KeyState } from './key-state.js';
import { RotateKey } from './rotate-key.js';

@Module({ providers: [KeyState, RotateKey], exports: [RotateKey] })
export class SafekeepingModule {}
