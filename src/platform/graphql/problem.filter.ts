import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { GqlArgumentsHost } from '@nestjs/graphql';
import { getNamedType, isUnionType, type GraphQLResolveInfo } from 'graphql';
import { asError } from './errors.js';
import { Refusal } from './refusal.js';

/** Turns an expected outcome into the member of the operation's union that says it, or into an error where there is none. */
@Catch(Refusal)
export class ProblemFilter implements ExceptionFilter<Refusal> {
  catch(refusal: Refusal, host: ArgumentsHost): unknown {
    const info = GqlArgumentsHost.create(host).getInfo<GraphQLResolveInfo | undefined>();
    const answer = info && getNamedType(info.returnType);
    const name = refusal.outcome.constructor.name;
    if (isUnionType(answer) && answer.getTypes().some((type) => type.name === name)) return refusal.outcome;
    return asError(refusal);
  }
}
