import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { invalidInput } from './refusal.js';

/** Checks every input against its class and answers with all that is to be mended, each with its path. */
export const inputValidation = (): ValidationPipe =>
  new ValidationPipe({
    transform: true,
    whitelist: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => invalidInput(flatten(errors)),
  });

function flatten(errors: ValidationError[], above = ''): { path: string; message: string }[] {
  return errors.flatMap((error) => {
    const path = above ? `${above}.${error.property}` : error.property;
    const own = Object.values(error.constraints ?? {}).map((message) => ({ path, message }));
    return [...own, ...flatten(error.children ?? [], path)];
  });
}
