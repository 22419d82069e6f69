/** The database cannot be used as it is. One line for the operator: what is wrong, what to do, and that nothing was changed. */
export class DatabaseRefused extends Error {}
