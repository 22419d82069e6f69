/** Once after all files, whatever became of them. The SQLite files go when the process does (global-setup.mjs). */
export default async function tearDown() {
  await globalThis.stopTestPostgres?.();
}
