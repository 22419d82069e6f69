import { TheHouse1795305600000 } from './2026112201-the-house.js';
import { Asking1795305600001 } from './2026112202-asking.js';
import { Shifts1795305600031 } from './2026112231-shifts.js';
import { WhatRefusalsTeach1795312800000 } from './2026112241-what-refusals-teach.js';
import { UnmetNeedAndHistory1795316400052 } from './2026112252-unmet-need-and-history.js';
import { TeamsAndOnward1795312830053 } from './2026112253-teams-and-onward.js';
import { Plans1795312800051 } from './2026112251-plans.js';
import { Identity1795316400061 } from './2026112261-identity.js';
import { ImportsAndOrganizations1795910400091 } from './2026112991-imports-and-organizations.js';
import { WhatFiguresRead1795910400092 } from './2026112992-what-figures-read.js';
import { WhatSealingReads1795910400093 } from './2026112993-what-sealing-reads.js';
import { Figures1795910400082 } from './2026112982-figures.js';
import { TheTrailRefusesChange1795910400072 } from './2026112972-the-trail-refuses-change.js';
import { KeysAndErasures1795910400071 } from './2026112971-keys-and-erasures.js';
import { Retention1795910400073 } from './2026112973-retention.js';
import { SealedReleases1795910400081 } from './2026112981-sealed-releases.js';

/** Every change of the database, in order. */
export const migrations = [
  TheHouse1795305600000,
  Asking1795305600001,
  Shifts1795305600031,
  WhatRefusalsTeach1795312800000,
  UnmetNeedAndHistory1795316400052,
  TeamsAndOnward1795312830053,
  Plans1795312800051,
  Identity1795316400061,
  ImportsAndOrganizations1795910400091,
  Figures1795910400082,
  TheTrailRefusesChange1795910400072,
  KeysAndErasures1795910400071,
  Retention1795910400073,
  SealedReleases1795910400081,
  WhatFiguresRead1795910400092,
  WhatSealingReads1795910400093,
];
