import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, loadavg, platform, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { spread } from './figures.mjs';
import { tableOf } from './table.mjs';

const FOLDER = fileURLToPath(new URL('../results/', import.meta.url));

/**
 * What a run measured. Each figure stands beside its ratio to a baseline taken in the same minute: machines differ and are shared, and the ratio is
 * what two runs can be compared by. Figure and baseline are lists of runs, the ratio is taken run by run.
 */
export class Record {
  #figures = [];
  #notes = [];
  #about;

  constructor(about) {
    this.#about = { ...about, startedAt: new Date().toISOString(), machine: machine() };
  }

  /** `unit` is per second, milliseconds, megabytes …; `baseline` is left out where a figure is only told. */
  add({ part, database, what, unit, runs, baseline }) {
    const ratio = baseline && spread(runs.map((each, run) => each / baseline.runs[run]));
    this.#figures.push({
      part,
      database,
      what,
      unit,
      raw: spread(runs),
      ...(baseline ? { baseline: { what: baseline.what, ...spread(baseline.runs) }, ratio } : {}),
    });
  }

  /** Something that a reader of the figures must know. Said once. */
  note(text) {
    if (!this.#notes.includes(text)) this.#notes.push(text);
  }

  /** Prints what belongs to a part as a table. */
  print(part, database) {
    console.log(`\n${part}, ${database}`);
    console.log(tableOf(this.#figures.filter((each) => each.part === part && each.database === database)));
  }

  write(name) {
    mkdirSync(FOLDER, { recursive: true });
    const file = `${FOLDER}${name}.json`;
    const ended = { endedAt: new Date().toISOString(), loadAtEnd: load() };
    const whole = { ...this.#about, ...ended, notes: this.#notes, figures: this.#figures };
    writeFileSync(file, `${JSON.stringify(whole, null, 2)}\n`);
    for (const note of this.#notes) console.log(`\n${note}`);
    console.log(`\nWritten to ${file}`);
  }
}

const machine = () => ({
  node: process.version,
  platform: `${platform()} ${arch()}`,
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  processors: availableParallelism(),
  memoryMb: Math.round(totalmem() / 1024 ** 2),
  load: load(),
});

/** What others make of the machine: processes that wanted to run, over the last 1, 5 and 15 minutes. */
const load = () => loadavg().map((each) => Number(each.toFixed(2)));
