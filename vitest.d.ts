import "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** A PostgreSQL server to make databases on, or null for the embedded one. */
    databaseUrl: string | null;
  }
}
