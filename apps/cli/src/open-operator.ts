import { join } from "node:path";
import { openBeside, readWayIn } from "@portico/api/operator";
import type { OperatorRouter } from "@portico/billing";
import { folderOwner } from "@portico/db";
import {
  createTRPCClient,
  httpBatchStreamLink,
  isTRPCClientError,
  type TRPCClient,
  unstable_localLink,
} from "@trpc/client";
import type { Settings } from "./env.ts";

export interface Operator {
  ask: TRPCClient<OperatorRouter>;
  close(): Promise<void>;
}

type Where = Pick<Settings, "databaseUrl" | "dataDir">;

/** Asks and closes, whatever comes of it. */
export async function withOperator<Result>(
  where: Where,
  work: (ask: Operator["ask"]) => Promise<Result>,
): Promise<Result> {
  const { ask, close } = await openOperator(where);
  try {
    return await work(ask);
  } catch (error) {
    throw inOperatorsWords(error);
  } finally {
    await close();
  }
}

/** What was refused was said for people. Whatever else went wrong is told by its cause, or by the API's log alone. */
function inOperatorsWords(error: unknown): unknown {
  if (!isTRPCClientError<OperatorRouter>(error) || !error.data?.reason) return error;
  if (error.data.reason !== "UNEXPECTED") return new Error(error.message);
  if (error.cause) return error;
  return new Error(`The API failed. Its log says why, at the request ${error.data.requestId}.`);
}

/** An embedded database has one owner, so where an API runs on it we ask that; elsewhere we ask the database ourselves. */
async function openOperator({ databaseUrl, dataDir }: Where): Promise<Operator> {
  const owner = databaseUrl === undefined ? folderOwner(join(dataDir, "db")) : undefined;
  return owner === undefined ? beside() : through(owner, join(dataDir, "operator.json"));
}

async function beside(): Promise<Operator> {
  const { router, close } = await openBeside();
  const createContext = async () => ({ actor: "operator", requestId: "portico" });
  return {
    ask: createTRPCClient({ links: [unstable_localLink({ router, createContext })] }),
    close,
  };
}

function through(owner: number, file: string): Operator {
  const wayIn = readWayIn(file);
  if (!wayIn)
    throw new Error(
      `Process ${owner} has the database open, and ${file} does not say how to ask it. Try again once it runs.`,
    );
  const headers = { authorization: `Bearer ${wayIn.token}` };
  const links = [httpBatchStreamLink<OperatorRouter>({ url: `${wayIn.url}/operator`, headers })];
  return { ask: createTRPCClient({ links }), close: async () => {} };
}
