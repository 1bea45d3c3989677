// A phone creates, changes, lists and deletes one journal entry, with types from the document.
import createClient from "openapi-fetch";
import type { components, paths } from "./schema.js";

type Entry = components["schemas"]["JournalEntry"];

const [baseUrl, token, userId] = process.argv.slice(2) as [string, string, string];
// Some addresses also answer with an image or CSV; this client asks for JSON.
type Json = `application/${string}json`;
const api = createClient<paths, Json>({ baseUrl, headers: { Authorization: `Bearer ${token}` } });

let passed = 0;
function expect(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(message);
  passed += 1;
}

const entryId = crypto.randomUUID();
const created = await api.POST("/journal", {
  body: { entryId, date: "2026-03-01", mood: "😌", energy: 70, tags: ["sleep"] },
});
expect(created.response.status === 201 && created.data !== undefined, "an entry is created");
const entry: Entry = created.data;
expect(entry.entryId === entryId && entry.energy === 70 && entry.text === null, "as it was sent");

const at = { path: { entryId } };
const etag = created.response.headers.get("ETag");
expect(etag !== null, "an entry has an ETag");
const changed = await api.PATCH("/journal/{entryId}", {
  params: { ...at, header: { "If-Match": etag } },
  body: { energy: 75 },
});
expect(changed.data?.energy === 75, "the current version can be changed");
const stale = await api.PATCH("/journal/{entryId}", {
  params: { ...at, header: { "If-Match": etag } },
  body: { energy: 20 },
});
expect(stale.error?.code === "stale" && stale.error.status === 412, "an outdated version is refused");

const page = await api.GET("/journal/user/{userId}", {
  params: { path: { userId }, query: { from: "2026-03-01", to: "2026-03-01", limit: 5 } },
});
const listed: Entry | undefined = page.data?.results.find((item) => item.entryId === entryId);
expect(listed?.mood === "😌", "the list contains the entry");

const refused = await api.POST("/journal", { body: { date: "2026-03-01", energy: 101 } });
expect(refused.error?.errors?.["energy"] !== undefined, "an error names the field");

const forecast = await api.GET("/period/predictions/{userId}", { params: { path: { userId } } });
expect(forecast.data !== undefined, "a forecast is given");
const nextPeriod: string | null = forecast.data.nextPeriod?.date ?? null;
expect(nextPeriod !== null, "the demo person has a predicted period");

const deleted = await api.DELETE("/journal/{entryId}", { params: at });
expect(deleted.response.status === 204, "an entry can be deleted");
const missing = await api.GET("/journal/{entryId}", { params: at });
expect(missing.error?.code === "not_found", "and is gone");

console.log(`${passed} passed, 0 failed`);
