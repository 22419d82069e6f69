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
  const random = randomFrom(3867);
  const rows = Array.from({ length: ROWS }, (_, number) => JSON.stringify(madeRow(number, random)));
  writeFileSync(join(path, 'hsds_results.jsonl'), `${rows.join('\n')}\n`);
  return { path, name: 'made in the shape of HAARRRvest, which is not beside the project', rows };
}

const rowsIn = (path) =>
  readFileSync(join(path, 'hsds_results.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '');

const SCRAPERS = ['capital_food_bank', 'north_harvest', 'valley_pantries', 'harbour_meals', 'second_table'];
const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/** A third have no id, some ids occur again and again, and hours come one rule to a day: as there. */
function madeRow(number, random) {
  const name = `Pantry ${number} of Saint ${random.pick(['Anne', 'Brigid', 'Clare', 'Monica', 'Rita'])}`;
  const town = `Town ${random.below(400)}`;
  const latitude = random.between(36, 43);
  const longitude = random.between(-80, -72);
  const schedules = Array.from({ length: 1 + random.below(8) }, (_, rule) => ({
    freq: 'WEEKLY',
    wkst: DAYS[(number + rule) % DAYS.length],
    byday: DAYS[(number + rule) % DAYS.length],
    opens_at: `${String(8 + random.below(4)).padStart(2, '0')}:00`,
    closes_at: `${13 + random.below(6)}:30`,
  }));
  const phones = [
    { number: `(202) 555-${String(1000 + random.below(9000))}`, type: 'voice', languages: [{ name: 'English' }] },
  ];
  const addresses = [
    {
      address_1: `${1 + number} Mill Road`,
      city: town,
      state_province: 'MD',
      postal_code: '20735',
      country: 'US',
      address_type: 'physical',
    },
  ];
  const location = {
    id: `loc_${number}`,
    location_type: 'physical',
    name,
    latitude,
    longitude,
    addresses,
    phones,
    schedules,
  };
  const id = random.chance(1 / 3) ? {} : { id: random.chance(0.15) ? 'org_1' : `org_${number}` };
  const description = `Food pantry in ${town}. ${'Bring a bag; come as you are. '.repeat(1 + random.below(30))}`;
  const services = [{ id: `service_${number}`, name: 'Food Pantry', description, status: 'active' }];
  const metadata = [{ resource_type: 'organization', last_action_date: '2025-08-08', last_action_type: 'create' }];
  return {
    scraper: random.pick(SCRAPERS),
    day: '2025-08-08',
    doc: { ...id, name, description, services, locations: [location], phones, metadata },
  };
}
