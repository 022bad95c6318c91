import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { expect } from "@playwright/test";
import { test } from "./addresses.ts";

/** What each block of the README answers, in its order. */
const ANSWERS = [
  /"subscriptions":\[\{"id":"sub_acme"/,
  /"url":"http:\/\/localhost:\d+\/p\/session\//,
  /"url":"http:\/\/localhost:\d+\/p\/session\//,
  /^HTTP\/1\.1 302[\s\S]*location: http:\/\/localhost:\d+\/p\/session\//i,
  /^\{"url":[\s\S]*\{"success":true,"url":/,
  /^\{"success":true,"data":\{"portal_url":"http:\/\/localhost:\d+\/p\/session\//,
  /"secret":"am_test_[\s\S]*"name":"Nightly job"[\s\S]*"entries":\[\{"id":/,
  /^\{"result":\{"data":\{"id":"key_/,
  /^\{"openapi":"3\.1[\s\S]*<!doctype html>[\s\S]*# Portico/i,
  /"alive"[\s\S]*"ready"/,
  /"publishableKey"/,
  /BAD_SIGNATURE[\s\S]*BAD_SIGNATURE/,
  /"plans":\[\{"plan":"starter"[\s\S]*"url":"http:\/\/localhost:\d+\/c\/pay\//,
  /"dueNow"[\s\S]*\{"result":\{"data":/,
  /^\{"success":true,"data":\{"plans":\[[\s\S]*(\{"success":true,"data":[\s\S]*){4}$/,
  /"balance"[\s\S]*"balance"/,
];

const LARGEST = 16 * 1024 * 1024;

test("every curl in the README works as it stands", async ({ baseURL, clerkUrl, dataDir }) => {
  const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");
  const blocks = [...readme.matchAll(/```sh\n([^`]*curl[^`]*)```/g)].map(([, block = ""]) => block);
  const [token = "", ...curls] = blocks.map((block) =>
    block
      .replaceAll("http://localhost:5173", baseURL ?? "")
      .replaceAll("http://localhost:12112", clerkUrl)
      .replaceAll(".data/", `${dataDir}/`),
  );
  expect(curls).toHaveLength(ANSWERS.length);
  for (const [at, curl] of curls.entries()) {
    const { stdout } = await promisify(execFile)("bash", ["-c", token + curl], {
      maxBuffer: LARGEST,
    });
    expect(stdout).toMatch(ANSWERS[at] ?? "");
  }
});
