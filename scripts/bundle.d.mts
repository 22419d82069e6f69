export function programsOf(compiled: string): string;
export function bundlePrograms(compiled: string): Promise<void>;
