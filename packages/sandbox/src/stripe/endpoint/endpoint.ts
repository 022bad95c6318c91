import type { z } from "zod";
import type { Cause } from "../books/books.ts";
import type { Form } from "./form.ts";
import { paramsReader } from "./params.ts";

export interface Call {
  form: Form;
  /** The ids in the path. */
  ids: string[];
  cause: Cause;
}

export interface Endpoint {
  method: "GET" | "POST" | "DELETE";
  /** With a `:name` for each id. */
  path: string;
  answer(call: Call): object;
}

type Answer<Shape extends z.ZodRawShape> = (
  params: z.infer<z.ZodObject<Shape, z.core.$strict>>,
  /** `inner` is the second id of the path, of something that belongs to the first. */
  call: { id: string; inner: string; cause: Cause },
) => object;

/** An address of Stripe's API, its parameters, and what it does. */
export function endpoint<Shape extends z.ZodRawShape>(
  method: Endpoint["method"],
  path: string,
  shape: Shape,
  answer: Answer<Shape>,
): Endpoint {
  const read = paramsReader(shape);
  return {
    method,
    path,
    answer: ({ form, ids, cause }) =>
      answer(read(form), { id: ids[0] ?? "", inner: ids[1] ?? "", cause }),
  };
}
