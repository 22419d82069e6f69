import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { randomFrom } from './random.mjs';

/** It stands beside the project and is never copied into it. */
const HAARRRVEST = fileURLToPath(new URL('../../../shared/data/haarrrvest-3.1.1', import.meta.url));
const ROWS = 3867;

/** A folder that `readHsds` can read, what it is called, and its rows (one object of HSDS 3.1 in each line). */
export function realDirectory(folder) {
  if (existsSync(HAARRRVEST)) return { path: HAARRRVEST, name: 'HAARRRvest', rows: rowsIn(HAARRRVEST) };
  const path = join(folder, 'made-in-the-shape-of-haarrrvest');
  mkdirSync(path, { recursive: true });
  const rows = madeRows().map((row) => JSON.stringify(row));
  writeFileSync(join(path, 'hsds_results.jsonl'), `${rows.join('\n')}\n`);
  return { path, name: 'made in the shape of HAARRRvest, which is not beside the project', rows };
}

const rowsIn = (path) =>
  readFileSync(join(path, 'hsds_results.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '');

const SCRAPERS = ['capital_food_bank', 'north_harvest', 'valley_pantries', 'harbour_meals', 'second_table'];

/** A quarter say again what was said on another day, some have a second location, a third have no id, and ids occur many times: as there. */
function madeRows() {
  const random = randomFrom(ROWS);
  const rows = [];
  while (rows.length < ROWS)
    if (rows.length > 0 && random.chance(0.27)) rows.push({ ...random.pick(rows), day: '2025-08-09' });
    else rows.push({ scraper: random.pick(SCRAPERS), day: '2025-08-08', doc: madeOrganization(rows.length, random) });
  return rows;
}

function madeOrganization(number, random) {
  const name = `Pantry ${number} of Saint ${random.pick(['Anne', 'Brigid', 'Clare', 'Monica', 'Rita'])}`;
  const id = random.chance(1 / 3) ? {} : { id: random.chance(0.15) ? 'org_1' : `org_${number}` };
  const description = `Food pantry. ${'Bring a bag; come as you are. '.repeat(1 + random.below(30))}`.trim();
  const locations = Array.from({ length: random.chance(0.33) ? 2 : 1 }, (_, place) =>
    madeLocation(`loc_${number}_${place}`, name, random),
  );
  const metadata = [{ resource_type: 'organization', last_action_date: '2025-08-08', last_action_type: 'create' }];
  return { ...id, name, description, email: `pantry${number}@food.example`, locations, metadata };
}

/** Its hours name the day on which weeks begin, and not the days on which it opens. */
function madeLocation(id, name, random) {
  const address = { address_1: `${1 + random.below(999)} Mill Road`, city: `Town ${random.below(400)}` };
  return {
    id,
    location_type: 'physical',
    name,
    latitude: random.between(36, 43),
    longitude: random.between(-80, -72),
    addresses: [{ ...address, state_province: 'MD', postal_code: '20735', country: 'US', address_type: 'physical' }],
    phones: [{ number: `(202) 555-${1000 + random.below(9000)}`, type: 'voice', languages: [{ name: 'English' }] }],
    schedules: Array.from({ length: 1 + random.below(8) }, () => ({
      freq: 'WEEKLY',
      wkst: 'MO',
      opens_at: `${10 + random.below(2)}:00`,
      closes_at: `${13 + random.below(6)}:30`,
    })),
  };
}
