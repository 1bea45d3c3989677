// A phone's whole day with one journal entry, typed by the document alone.
import createClient from "openapi-fetch";
import type { components, paths } from "./schema.js";

type Entry = components["schemas"]["Entry"];

const [baseUrl, token, userId] = process.argv.slice(2) as [string, string, string];
// Some answers can be had as a picture or a table too; this client asks for JSON.
type Json = `application/${string}json`;
const api = createClient<paths, Json>({ baseUrl, headers: { Authorization: `Bearer ${token}` } });

let passed = 0;
function expect(told: boolean, what: string): asserts told {
  if (!told) throw new Error(what);
  passed += 1;
}

const entryId = crypto.randomUUID();
const written = await api.POST("/journal", {
  body: { entryId, date: "2026-03-01", mood: "😌", energy: 70, tags: ["sleep"] },
});
expect(written.response.status === 201 && written.data !== undefined, "an entry is created");
const entry: Entry = written.data;
expect(entry.entryId === entryId && entry.energy === 70 && entry.text === null, "as it was sent");

const at = { path: { entryId } };
const etag = written.response.headers.get("ETag");
expect(etag !== null, "an entry has its state");
const changed = await api.PATCH("/journal/{entryId}", {
  params: { ...at, header: { "If-Match": etag } },
  body: { energy: 75 },
});
expect(changed.data?.energy === 75, "what has not changed since can be changed");
const stale = await api.PATCH("/journal/{entryId}", {
  params: { ...at, header: { "If-Match": etag } },
  body: { energy: 20 },
});
expect(stale.error?.code === "stale" && stale.error.status === 412, "what has is left alone");

const page = await api.GET("/journal/user/{userId}", {
  params: { path: { userId }, query: { from: "2026-03-01", to: "2026-03-01", limit: 5 } },
});
const found: Entry | undefined = page.data?.results.find((each) => each.entryId === entryId);
expect(found?.mood === "😌", "the entry stands in its list");

const wrong = await api.POST("/journal", { body: { date: "2026-03-01", energy: 101 } });
expect(wrong.error?.errors?.["energy"] !== undefined, "an error names the field");

const forecast = await api.GET("/period/predictions/{userId}", { params: { path: { userId } } });
expect(forecast.data !== undefined, "a forecast is given");
const expected: string | null = forecast.data.nextPeriod?.date ?? null;
expect(expected !== null, "the demo person's next period is expected");

const gone = await api.DELETE("/journal/{entryId}", { params: at });
expect(gone.response.status === 204, "an entry can be deleted");
const missing = await api.GET("/journal/{entryId}", { params: at });
expect(missing.error?.code === "not_found", "and is gone");

console.log(`${passed} passed, 0 failed`);
