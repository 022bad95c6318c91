import type { Kind, OpenLetter } from "@portico/db";
import Stripe from "stripe";
import { z } from "zod";
import { readIfPossible } from "../from-stripe/kinds.ts";
import type { Told } from "../from-stripe/told.ts";
import { kindOf, saysFarewell } from "../webhooks/events.ts";
import type { Word } from "./believe.ts";

/** All that open letters say about one object. */
export interface Words {
  id: string;
  kind: Kind;
  words: Word[];
}

/** What letters say, object by object. One that is about no object says nothing. */
export function wordsOf(letters: OpenLetter[]): Words[] {
  const objects = new Map<string, { id: string; kind: Kind; about: OpenLetter[] }>();
  for (const letter of letters) {
    const kind = kindOf(letter.type);
    const id = letter.objectId;
    if (!kind || id === null) continue;
    const object = objects.get(id) ?? { id, kind, about: [] };
    object.about.push(letter);
    objects.set(id, object);
  }
  return [...objects.values()].map(({ id, kind, about }) => {
    const newest = Math.max(...about.map(({ createdAt }) => createdAt.getTime()));
    return { id, kind, words: about.map((letter) => wordOf(letter, kind, newest)) };
  });
}

/** Only the newest say what is; to read the others would be in vain. */
function wordOf(letter: OpenLetter, kind: Kind, newest: number): Word {
  const { id, type, createdAt, receivedAt, payload } = letter;
  const isNewest = createdAt.getTime() === newest;
  return {
    letter: id,
    type,
    created: createdAt,
    received: receivedAt,
    told: isNewest && payload !== null ? toldIn(payload, kind) : undefined,
    farewell: saysFarewell(type),
  };
}

const event = z.object({
  api_version: z.literal(Stripe.API_VERSION),
  data: z.object({ object: z.unknown() }),
});

/** Nothing where it is of another version than ours, or not as that says; Stripe is asked then. */
function toldIn(payload: string, kind: Kind): Told | undefined {
  const letter = event.safeParse(JSON.parse(payload)).data;
  return letter && readIfPossible(kind, letter.data.object);
}
