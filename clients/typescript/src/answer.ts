/** Answers and refusals. */

import type { Problem } from "./shapes.js";

/** What a call of the client resolves to. */
export interface Told<Body> {
  data?: Body;
  error?: unknown;
  response: Response;
}

/** The API refused; `message` is a sentence for people, in the language that was asked for. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;
  /** A word for programs, such as `event.not_found`; "" when something in between answered instead of the API. */
  readonly code: string;
  /** What is wrong with which parameter. */
  readonly fields: Problem["fields"];

  constructor(response: Response, problem?: Problem) {
    super(problem?.message ?? `HTTP ${response.status}`);
    this.status = response.status;
    this.code = problem?.code ?? "";
    this.fields = problem?.fields ?? {};
  }
}

/** Return the body of an answer; throws a {@link Refusal}. */
export function bodyOf<Body>({ data, error, response }: Told<Body>): Body {
  if (data === undefined) {
    throw new Refusal(response, isProblem(error) ? error : undefined);
  }
  return data;
}

function isProblem(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && "code" in body && "message" in body;
}
