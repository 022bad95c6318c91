import type { z } from "zod";
import type { Cause } from "./books.ts";
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
  call: { id: string; cause: Cause },
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
    answer: ({ form, ids, cause }) => answer(read(form), { id: ids[0] ?? "", cause }),
  };
}
