export function missing(field: string, because: string): never {
  throw new Error(`${because} is set and ${field} is not. Set ${field} too.`);
}
