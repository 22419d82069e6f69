import { Global, Module } from '@nestjs/common';
import { ConsentBook } from './consent-book.js';
import { ClientConsentsResolver, ConsentResolver } from './consent.resolver.js';
import { ConsentDesk } from './consent-desk.js';
import { GiveConsent } from './give-consent.js';
import { ConsentPresenter } from './present-consent.js';

@Global()
@Module({
  providers: [ConsentBook, ConsentDesk, GiveConsent, ConsentPresenter, ConsentResolver, ClientConsentsResolver],
  exports: [ConsentBook, ConsentPresenter, GiveConsent],
})
export class ConsentModule {}
