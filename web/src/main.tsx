/**
 * The pages, a client of the public contract and nothing more. The rooms:
 *   places/     one folder a place of the navigation (find, woman, refer, inbox …): `NAME.tsx` exports the place, `NAME.graphql` beside it says what it asks;
 *               places.ts lists them. Code and words of a place are loaded when it is opened.
 *   ask/        asking the server: useAsk (reads), useAct (acts), Trouble (why there is no answer), changes (something of yours may have changed)
 *   parts/      what pages are made of: Page, Card, Field, Group, Chips, Button, Confirm, toast, Whole, Notice, AnswerBadge, Table, Tabs, Pager, Bars
 *   words/      what is said: one JSON catalogue a place and language; `useWords('find')` gives the place its `say`; codes.json for codes of the data;
 *               server.json for what the server says, keyed by its English sentences and put in place where its answers arrive (ask/said.ts)
 *   her/        what Record and Referral share of the woman in hand: finding her by her code, what she carries, how she gets there
 *   in-hand.ts  whom and what she works on: memory only, never an address or a device
 *   leave.ts    Leave now
 * Documents get their types from `npm run check:types` or the build (scripts/page-documents.mjs → web/generated). One stylesheet: style.css.
 */
import { render } from 'preact';
import { App } from './app.js';
import { listenForLeaving } from './leave.js';
import { markDocument } from './words/language.js';
import { loadWords } from './words/words.js';

markDocument();
listenForLeaving();
// Not awaited at the top: what is loaded may itself wait for this file.
void loadWords(['shell']).then(() => render(<App />, document.body));
