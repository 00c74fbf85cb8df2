package org.sgvae.gradbench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sgvae.json.Json;
import org.sgvae.json.JsonArray;
import org.sgvae.json.JsonObject;
import org.sgvae.json.JsonPlace;
import org.sgvae.json.JsonValue;

/** Answers GradBench's messages, a JSON object a line, in the order in which they come. */
public final class Protocol {
    private static final String TOOL = "sgvae";

    private final Map<String, Map<String, Evaluation>> modules = Modules.all();

    /**
     * Answers messages until there are no more.
     *
     * @param in the messages, one a line
     * @param out where a reply goes for each, one a line, flushed
     * @throws IOException if reading or writing fails
     * @throws org.sgvae.json.JsonException if a line is not a message
     */
    public void serve(BufferedReader in, Writer out) throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.write(Json.compact(reply(Json.read(line, "message"))));
            out.write('\n');
            out.flush();
        }
    }

    private JsonObject reply(JsonPlace message) {
        JsonObject.Builder reply =
                JsonObject.builder().put("id", message.at("id").value());
        switch (message.at("kind").asString()) {
            case "start" -> reply.put("tool", TOOL);
            case "define" -> {
                String module = message.at("module").asString();
                reply.put("success", modules.containsKey(module));
            }
            case "evaluate" -> evaluate(message, reply);
            default -> {
                // an analysis, or what later versions send: the identity is all that is expected
            }
        }
        return reply.build();
    }

    private void evaluate(JsonPlace message, JsonObject.Builder reply) {
        String module = message.at("module").asString();
        String function = message.at("function").asString();
        Evaluation evaluation = modules.getOrDefault(module, Map.of()).get(function);
        if (evaluation == null) {
            reply.put("success", false).put("error", "there is no function " + function + " in module " + module);
            return;
        }
        JsonPlace input = message.at("input");
        try {
            List<JsonValue> timings = new ArrayList<>();
            JsonValue output = timed(evaluation.prepare(input), input, timings);
            reply.put("success", true).put("output", output).put("timings", new JsonArray(timings));
        } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
            reply.put("success", false).put("error", String.valueOf(e.getMessage()));
        }
    }

    /** Runs as often, and in total for as long, as the input asks. */
    private static JsonValue timed(Evaluation.Run run, JsonPlace input, List<JsonValue> timings) {
        boolean repeats = input.value() instanceof JsonObject;
        long minRuns = repeats ? input.find("min_runs").map(JsonPlace::asLong).orElse(1L) : 1;
        double minSeconds =
                repeats ? input.find("min_seconds").map(JsonPlace::asDouble).orElse(0.0) : 0;
        long total = 0;
        @Nullable Supplier<JsonValue> result = null;
        while (result == null || timings.size() < minRuns || total < 1e9 * minSeconds) {
            long start = System.nanoTime();
            result = run.compute();
            long nanoseconds = System.nanoTime() - start;
            total += nanoseconds;
            timings.add(JsonObject.builder()
                    .put("name", "evaluate")
                    .put("nanoseconds", nanoseconds)
                    .build());
        }
        return result.get();
    }
}
