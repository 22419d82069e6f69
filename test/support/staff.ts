import { generateSync } from 'otplib';
import request from 'supertest';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Answer, Ask, TestApp } from './app.js';
import { PASSWORD } from './network.js';

export const NEW_PASSWORD = 'seven quiet herons wade';

export interface SignInWith {
  email: string;
  password?: string;
  code?: string;
  cookie?: boolean;
}

const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) { __typename
  ... on Session { token expiresAt mustEnrol staff { email roles } } ... on SignInRefused { message retryAfterSeconds }
  ... on SecondFactorNeeded { message } } }`;

/** Everything that people do with their accounts, over HTTP. */
export class Staff {
  constructor(
    readonly app: TestApp,
    private readonly server: NestFastifyApplication | null = null,
  ) {}

  /** One request as it goes over the wire; `headers` may say from where it comes. */
  post(document: string, variables: object = {}, headers: Record<string, string> = {}): request.Test {
    return request((this.server ?? this.app.nest).getHttpServer())
      .post('/graphql')
      .set(headers)
      .send({ query: document, variables });
  }

  async ask(document: string, variables: object = {}, headers: Record<string, string> = {}): Promise<Answer> {
    return (await this.post(document, variables, headers)).body as Answer;
  }

  with(token: string): Ask {
    return (document, variables) => this.ask(document, variables, { authorization: `Bearer ${token}` });
  }

  async signsIn(input: SignInWith, from?: string): Promise<Answer['data']['signIn']> {
    const headers: Record<string, string> = from ? { 'x-forwarded-for': from } : {};
    const answer = await this.ask(SIGN_IN, { input: { password: PASSWORD, ...input } }, headers);
    return answer.data.signIn;
  }

  async invites(who: string, input: object): Promise<Answer['data']['inviteStaff']> {
    const answer = await this.app.as(who)(
      `mutation ($input: InviteStaffInput!) { inviteStaff(input: $input) { __typename
        ... on StaffInvited { link expiresAt staff { id email displayName roles state active version organization { name } } }
        ... on InvalidInput { problems { path message } } ... on Forbidden { message } } }`,
      { input },
    );
    return answer.data?.inviteStaff ?? answer.errors;
  }

  async accepts(link: string, password: string = NEW_PASSWORD, more: object = {}): Promise<Answer['data']> {
    const answer = await this.ask(
      `mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { __typename
        ... on AccountReady { staff { id email displayName state } } ... on CredentialRefused { message retryAfterSeconds }
        ... on InvalidInput { problems { path message } } } }`,
      { input: { token: tokenIn(link), password, ...more } },
    );
    return answer.data.acceptInvitation;
  }

  /** A member of staff who is not of the demo: invited by an administrator, and confirmed. */
  async hires(email: string, roles: string[], organizationId: string): Promise<{ id: string; token: string }> {
    const { link, staff } = await this.invites('administrator@network.example', { email, roles, organizationId });
    await this.accepts(link);
    const { token } = await this.signsIn({ email, password: NEW_PASSWORD });
    return { id: staff.id, token };
  }

  async begins(ask: Ask, input: object): Promise<Answer['data']['enrolSecondFactor']> {
    const answer = await ask(
      `mutation ($input: EnrolSecondFactorInput!) { enrolSecondFactor(input: $input) { __typename
        ... on SecondFactorBegun { secret uri } ... on CredentialRefused { message retryAfterSeconds } } }`,
      { input },
    );
    return answer.data.enrolSecondFactor;
  }

  async confirms(ask: Ask, code: string): Promise<Answer['data']['confirmSecondFactor']> {
    const answer = await ask(
      `mutation ($code: String!) { confirmSecondFactor(code: $code) { __typename
        ... on SecondFactorEnrolled { recoveryCodes } ... on CredentialRefused { message retryAfterSeconds } } }`,
      { code },
    );
    return answer.data.confirmSecondFactor;
  }

  /** Enrols an authenticator; the clock goes on to the next code. */
  async enrols(token: string, password = NEW_PASSWORD): Promise<{ secret: string; recoveryCodes: string[] }> {
    const ask = this.with(token);
    const { secret } = await this.begins(ask, { password });
    const { recoveryCodes } = await this.confirms(ask, this.code(secret));
    this.app.clock.pass({ minutes: 1 });
    return { secret, recoveryCodes };
  }

  /** What the authenticator shows now, or so many seconds later. */
  code(secret: string, later = 0): string {
    return generateSync({ secret, epoch: Math.floor(this.app.clock.millis() / 1000) + later });
  }

  me(token: string): Promise<Answer> {
    return this.with(token)('{ me { email roles } }');
  }

  async actions(who: string): Promise<string[]> {
    const answer = await this.app.as(who)('{ auditTrail(first: 100) { edges { node { action } } } }');
    return answer.data.auditTrail.edges.map((edge: { node: { action: string } }) => edge.node.action);
  }
}

export const tokenIn = (link: string): string => link.slice(link.indexOf('#') + 1);

/** The codes of what went wrong. */
export const codesOf = (answer: Answer): string[] => (answer.errors ?? []).map(({ extensions }) => extensions.code);
