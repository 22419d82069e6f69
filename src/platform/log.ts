import { pino } from 'pino';
import type { LogLevel } from './config.js';

/** JSON lines. Only what is named here is ever logged: no token, no code, no variable of an operation. */
export interface Log {
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
}

export interface LogFields {
  errorId?: string;
  error?: { name: string; stack?: string };
  operation?: string;
  operationHash?: string;
  /** Of an address, as we name it. */
  route?: string;
  status?: number;
  millis?: number;
  job?: string;
  count?: number;
  address?: string;
}

/** Injection token of the process's log. */
export const LOG = Symbol('log');

export const openLog = (level: LogLevel): Log => pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
