// One day of a phone, with the types that openapi-generator makes: each request is written from
// them, each answer is read into them and written again as it was.
import com.google.gson.JsonParser
import glowcycle.infrastructure.Serializer
import glowcycle.models.*
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpRequest.BodyPublishers
import java.net.http.HttpResponse
import java.net.http.HttpResponse.BodyHandlers
import java.time.LocalDate
import java.time.ZoneOffset
import java.util.UUID
import kotlin.system.exitProcess

val http: HttpClient = HttpClient.newHttpClient()
val today: LocalDate = LocalDate.now(ZoneOffset.UTC)
val withNulls = Serializer.gson.newBuilder().serializeNulls().create()
var address = ""
var token = ""
var passed = 0

fun expect(condition: Boolean, message: String) {
    if (!condition) {
        System.err.println("failed: $message")
        exitProcess(1)
    }
    passed += 1
}

fun send(method: String, path: String, body: Any? = null, ifMatch: String? = null): HttpResponse<String> {
    val request = HttpRequest.newBuilder(URI.create(if (path.startsWith("http")) path else address + path))
        .header("Authorization", "Bearer $token")
        .header("Content-Type", "application/json")
        .method(method, body?.let { BodyPublishers.ofString(Serializer.gson.toJson(it)) } ?: BodyPublishers.noBody())
    ifMatch?.let { request.header("If-Match", it) }
    return http.send(request.build(), BodyHandlers.ofString())
}

// The digits of a second may end in zeros, which Java does not write.
fun times(json: String) = json.replace(Regex("(\\.[0-9]*?)0+Z\""), "$1Z\"").replace(".Z\"", "Z\"")

inline fun <reified T> read(answer: HttpResponse<String>, status: Int): T {
    expect(answer.statusCode() == status, "$status: ${answer.statusCode()} ${answer.body()}")
    val value = Serializer.gson.fromJson(answer.body(), T::class.java)
    if (value !is Problem) {
        val written = JsonParser.parseString(times(withNulls.toJson(value)))
        val told = JsonParser.parseString(times(answer.body()))
        expect(same(told, written), "written as it was read:\n$told\n$written")
    }
    return value
}

// A member that an answer does not have, as those of other kinds in a record of sync, may be null.
fun same(told: com.google.gson.JsonElement, written: com.google.gson.JsonElement): Boolean = when {
    told.isJsonObject && written.isJsonObject -> {
        val (a, b) = told.asJsonObject to written.asJsonObject
        a.keySet().all { b.has(it) && same(a[it], b[it]) } && b.keySet().all { a.has(it) || b[it].isJsonNull }
    }
    told.isJsonArray && written.isJsonArray -> told.asJsonArray.size() == written.asJsonArray.size() &&
        told.asJsonArray.zip(written.asJsonArray).all { (a, b) -> same(a, b) }
    else -> told == written
}

fun operation(id: UUID, action: OperationActionRequest, record: SyncRecordRequest?, ifMatch: String? = null) =
    SyncOperationsRequest(
        listOf(SyncOperationRequest(UUID.randomUUID().toString(), RecordKindRequest.journal, action, id.toString(), ifMatch, record))
    )

fun main(arguments: Array<String>) {
    address = arguments[0]
    token = arguments[1]

    val bleeding = PeriodDayRequest(today, flow = PeriodFlowRequest.medium, symptoms = listOf("cramps"))
    val day = read<PeriodDay>(send("POST", "/period", bleeding), 201)
    expect(day.date == today && day.flow == "medium" && day.ovulationTest == null, "a day is logged")
    val replaced = PatchedPeriodDayRequest(flow = PeriodFlowRequest.heavy, ovulationTest = OvulationTestRequest.negative)
    expect(read<PeriodDay>(send("PUT", "/period/$today", replaced), 200).flow == "heavy", "and replaced")
    expect(read<PeriodDayPage>(send("GET", "/period/user/${day.userId}"), 200).results.size == 1, "and listed")
    val forecast = read<CycleForecast>(send("GET", "/period/predictions/${day.userId}"), 200)
    expect(forecast.nextPeriod!!.date.isAfter(today), "the next period is predicted")
    expect(read<CyclePage>(send("GET", "/period/cycles/${day.userId}"), 200).results.size == 1, "in a cycle")

    val id = UUID.randomUUID()
    val entry = JournalEntryRequest(today.toString(), entryId = id, mood = "😌", energy = 70.5, tags = listOf("sleep"))
    val created = send("POST", "/journal", entry)
    expect(read<JournalEntry>(created, 201).energy == 70.5, "an entry is created")
    val taken = read<Problem>(send("POST", "/journal", entry.copy(mood = "tired")), 409)
    expect(taken.code == "id_taken", "another entry with its id is refused")
    val etag = created.headers().firstValue("ETag").get()
    read<JournalEntry>(send("PATCH", "/journal/$id", PatchedJournalEntryRequest(energy = 20.0), etag), 200)
    val stale = read<Problem>(send("PATCH", "/journal/$id", PatchedJournalEntryRequest(energy = 75.0), etag), 412)
    expect(stale.code == "stale" && stale.status == 412, "an outdated state is refused")
    val wrong = read<Problem>(send("POST", "/journal", entry.copy(energy = 101.0)), 400)
    expect(wrong.errors!!.containsKey("energy"), "an error names the field")

    val metrics = SkinMetricsRequest(radiance = 71.0, texture = 64.5)
    val scan = read<SkinScan>(send("POST", "/skin", SkinScanRequest(today.toString(), metrics)), 201)
    expect(scan.metrics.texture == 64.5 && scan.provenance.source == "manual", "a scan is created")

    val offline = operation(id, OperationActionRequest.change, SyncRecordRequest(energy = 10.0), etag.trim('"'))
    val conflict = read<OperationResults>(send("POST", "/sync", offline), 200).results.single()
    expect(conflict.status == "conflict" && conflict.change!!.record!!.energy == 20.0, "a conflict has the record")
    val again = operation(id, OperationActionRequest.change, SyncRecordRequest(energy = 10.0), conflict.change!!.etag)
    expect(read<OperationResults>(send("POST", "/sync", again), 200).results.single().status == "applied", "and ends")
    val late = SyncRecordRequest(date = today.toString(), text = "On the train.")
    val write = operation(UUID.randomUUID(), OperationActionRequest.create, late)
    val applied = read<OperationResults>(send("POST", "/sync", write), 200).results.single()
    expect(applied.change!!.record!!.text == "On the train.", "an entry is created by sync")

    val changes = read<RecordChanges>(send("GET", "/sync"), 200)
    val records = changes.changes.associate { it.kind to it.record!! }
    expect(records["period"]!!.flow == "heavy", "sync has the day")
    expect(records["skin"]!!.metrics!!.radiance == 71.0, "and the scan")
    expect(changes.changes.size == 4 && changes.changes.any { it.record!!.energy == 10.0 }, "and the entries")
    val nextYear = send("GET", "${arguments[2]}/period/$today").body()
    expect(Serializer.gson.fromJson(nextYear, PeriodDay::class.java).flow == "next-year", "a later value is read")
    val later = send("GET", "${arguments[2]}/period/predictions/${day.userId}").body()
    val basis = Serializer.gson.fromJson(later, CycleForecast::class.java).basedOn
    expect(basis.stage == "next-year", "and in a forecast")
    println("kotlin: $passed passed, 0 failed")
}
