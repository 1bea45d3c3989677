// One day of a phone, through openapi-fetch and the types that openapi-typescript makes.
// The same day is in ../hey_api/day.ts and ../openapi_python_client/day.py.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import createClient from "openapi-fetch";
import type { components, paths } from "./schema.js";

type JournalEntry = components["schemas"]["JournalEntry"];
type PeriodDay = components["schemas"]["PeriodDay"];
type SkinScan = components["schemas"]["SkinScan"];
type RecordChange = components["schemas"]["RecordChange"];
type Problem = components["schemas"]["Problem"];
// Some addresses also answer with an image or CSV; this client asks for JSON.
type Json = `application/${string}json`;

type Arguments = [string, string, string, string, string];
const [baseUrl, nextYearUrl, token, userId, photos] = process.argv.slice(2) as Arguments;
const headers = { Authorization: `Bearer ${token}` };
const api = createClient<paths, Json>({ baseUrl, headers });

let passed = 0;
function expect(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(message);
  passed += 1;
}

const today = new Date().toISOString().slice(0, 10);
const photo = async (name: string) =>
  new Blob([await readFile(join(photos, name))], { type: "image/jpeg" });
// The types call a file a string, and openapi-fetch leaves the form to its caller.
const form = (file: Blob) => ({
  body: { photo: file as unknown as string, keepPhoto: "true" as const },
  bodySerializer: (parts: object) => {
    const data = new FormData();
    for (const [name, part] of Object.entries(parts)) data.append(name, part);
    return data;
  },
});

// Period: a phone that heard no answer sends the day again.
const bleeding = { date: today, flow: "medium", symptoms: ["cramps"] } as const;
const logged = await api.POST("/period", { body: { ...bleeding, symptoms: ["cramps"] } });
expect(logged.response.status === 201 && logged.data?.flow === "medium", "a day is logged");
const again = await api.POST("/period", { body: { ...bleeding, symptoms: ["cramps"] } });
expect(again.response.status === 200, "the same day again is the same");
const days = await api.GET("/period/user/{userId}", { params: { path: { userId } } });
const day: PeriodDay | undefined = days.data?.results[0];
expect(day?.date === today && day.symptoms[0] === "cramps", "and is in the list");
const predicted = await api.GET("/period/predictions/{userId}", { params: { path: { userId } } });
const nextPeriod: string | undefined = predicted.data?.nextPeriod?.date;
expect(nextPeriod !== undefined && nextPeriod > today, "the next period is predicted");

// Journal: 409 for another entry under the same id, 412 for a change of an older state.
const entryId = crypto.randomUUID();
const body = { entryId, date: today, mood: "😌", energy: 70.5, tags: ["sleep"] };
const created = await api.POST("/journal", { body });
const entry: JournalEntry | undefined = created.data;
expect(entry?.energy === 70.5 && entry.text === null, "an entry is created");
const firstTag = created.response.headers.get("ETag");
expect(firstTag !== null, "an entry has an ETag");
const taken = await api.POST("/journal", { body: { ...body, energy: 20 } });
expect(taken.error?.status === 409 && taken.error.code === "id_taken", "its id is taken");

const path = { entryId };
const better = await api.PATCH("/journal/{entryId}", {
  params: { path, header: { "If-Match": firstTag } },
  body: { energy: 75 },
});
expect(better.data?.energy === 75 && better.data.mood === "😌", "an entry can be changed");
const stale = await api.PATCH("/journal/{entryId}", {
  params: { path, header: { "If-Match": firstTag } },
  body: { energy: 20 },
});
expect(stale.error?.status === 412 && stale.error.code === "stale", "an older state cannot");
const currentTag = stale.response.headers.get("ETag");
expect(currentTag !== null, "412 has the current ETag");
const repeated = await api.PATCH("/journal/{entryId}", {
  params: { path, header: { "If-Match": currentTag } },
  body: { energy: 20 },
});
expect(repeated.data?.energy === 20, "with that ETag the change is applied");
const wrong = await api.POST("/journal", { body: { date: today, energy: 101 } });
expect(wrong.error?.code === "invalid", "a wrong value is refused");
expect(wrong.error.errors?.["energy"]?.[0] !== undefined, "and the problem names the field");

// Photo through the API, and 422 for a photo in the dark.
const measured = await api.POST("/skin/analyze", form(await photo("face.jpg")));
const scan: SkinScan | undefined = measured.data;
expect(typeof scan?.metrics.darkCircles === "number", "a photo is measured");
expect(scan.provenance.missing?.moisture === "not_in_a_photo", "a missing score has a reason");
const { scanId } = scan;
const kept = await api.GET("/skin/{scanId}/photo", {
  params: { path: { scanId } },
  parseAs: "blob",
});
expect(kept.response.headers.get("Content-Type") === "image/jpeg", "and kept");
const poor = await api.POST("/skin/analyze", form(await photo("dark.jpg")));
expect(poor.error?.status === 422 && poor.error.code === "poor_photo", "a dark photo is refused");
expect(poor.error.reasons?.includes("too_dark") === true, "and the problem says why");

// Photo through the bucket, and 429 with a budget for one form too many.
const file = await photo("face.jpg");
const upload = { contentType: "image/jpeg", size: file.size } as const;
const offered = await api.POST("/skin/photos", { body: upload });
expect(offered.data !== undefined, "a form for an upload is given");
const { photoId, url, fields } = offered.data;
const parts = new FormData();
for (const [name, value] of Object.entries(fields)) parts.append(name, value);
parts.append("file", file);
const uploaded = await fetch(url, { method: "POST", body: parts });
expect(uploaded.ok, "the bucket takes the photo");
const second = await api.POST("/skin/photos/{photoId}/analyze", {
  params: { path: { photoId } },
  body: {},
});
expect(
  second.data?.metrics.darkCircles === scan.metrics.darkCircles,
  "it is measured as the other one",
);
const tooMany = await api.POST("/skin/photos", { body: upload });
expect(tooMany.error?.status === 429 && tooMany.error.code === "daily_limit", "one form a day");
expect(tooMany.error.budget === "uploads", "the problem names the budget");
expect(Number(tooMany.response.headers.get("Retry-After")) > 0, "and says when to repeat");

// Sync: another phone changes the entry in between, and this phone insists.
const offlineId = crypto.randomUUID();
type SyncOperationRequest = components["schemas"]["SyncOperationRequest"];
async function send(operation: Omit<SyncOperationRequest, "operationId" | "kind" | "id">) {
  const named = { operationId: crypto.randomUUID(), kind: "journal", id: offlineId } as const;
  const answer = await api.POST("/sync", { body: { operations: [{ ...named, ...operation }] } });
  const result = answer.data?.results[0];
  expect(result?.operationId === named.operationId, "an operation has its result");
  return result;
}
const noted = await send({ action: "create", record: { date: today, energy: 40 } });
expect(noted.status === "applied" && noted.etag !== null, "an entry is created");
const elsewhere = await api.PATCH("/journal/{entryId}", {
  params: { path: { entryId: offlineId } },
  body: { text: "from the other phone" },
});
expect(elsewhere.data?.text === "from the other phone", "another phone changes it");
const change = { action: "change", record: { energy: 60 } } as const;
const conflict = await send({ ...change, ifMatch: noted.etag });
const theirs: RecordChange | null = conflict.change;
expect(conflict.status === "conflict" && theirs !== null, "the older state is a conflict");
const solved = await send({ ...change, ifMatch: theirs.etag });
expect(solved.status === "applied", "with the etag of the conflict it is applied");

const state = new Map<string, RecordChange>();
for (let cursor: string | undefined, more = true; more; ) {
  const query = cursor === undefined ? {} : { cursor };
  const page = await api.GET("/sync", { params: { query } });
  expect(page.data !== undefined, "changes are told");
  for (const item of page.data.changes) state.set(item.id, item);
  [cursor, more] = [page.data.next, page.data.hasMore];
}
const merged = state.get(offlineId)?.record;
expect(merged?.energy === 60 && merged.text === "from the other phone", "both changes are there");
expect(state.size === 5, "with the day, the other entry and two scans");

// Delete, and 404.
const gone = await api.DELETE("/journal/{entryId}", { params: { path } });
expect(gone.response.status === 204, "an entry is deleted");
const missing = await api.GET("/journal/{entryId}", { params: { path } });
expect(missing.error?.status === 404 && missing.error.code === "not_found", "and is gone");

// Next year: today's phone reads answers with values and members that it does not know.
const later = createClient<paths, Json>({ baseUrl: nextYearUrl, headers });
const laterDays = await later.GET("/period/user/{userId}", { params: { path: { userId } } });
expect(laterDays.data?.results[0]?.flow === "next-year", "a new flow is read");
const laterScan = await later.GET("/skin/{scanId}", { params: { path: { scanId } } });
expect(laterScan.data?.provenance.source === "next-year", "a new source is read");
const laterForecast = await later.GET("/period/predictions/{userId}", {
  params: { path: { userId } },
});
expect(laterForecast.data?.nextPeriod?.date === nextPeriod, "a forecast is read");
const laterChanges = await later.GET("/sync");
expect(laterChanges.data?.changes[0]?.kind === "next-year", "a change of a new kind is read");
const laterMissing = await later.GET("/journal/{entryId}", { params: { path } });
const unknown: Problem | undefined = laterMissing.error;
expect(unknown?.code === "next-year" && unknown.status === 404, "a new problem is read");

console.log(`${passed} passed, 0 failed`);
