package org.sgvae.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sgvae.graph.io.JsonGraph;
import org.sgvae.json.JsonArray;
import org.sgvae.json.JsonNull;
import org.sgvae.json.JsonNumber;
import org.sgvae.json.JsonObject;
import org.sgvae.json.JsonValue;
import org.sgvae.plain.Decision;
import org.sgvae.trace.Trace.Choice;
import org.sgvae.trace.Trace.Step;

/**
 * A {@link Trace} as JSON; nats. {@code sum} is everywhere the sum of all terms so far, and ends in that of the whole.
 *
 * <ul>
 *   <li>{@code graph} ({@code nodes}, {@code nodeType}, {@code edges} as [node, node, type]); {@code ordering}, the
 *       nodes in construction order; {@code eps}, the noise of the code.
 *   <li>{@code destructor}, a list of removals: {@code nodes} that are left, their {@code states}; {@code removable}, those
 *       of them that may go, for each the {@code logProb} to be removed; {@code removed}, the node; {@code logQ},
 *       \(\log q(π \mid x)\) so far; {@code sum}.
 *   <li>{@code code}: {@code mean}, {@code std} (empty for a point posterior), {@code z}, {@code kl} (null for a
 *       point posterior), {@code learnedPrior}, whether it is estimated, {@code logPz}, {@code logQz}, {@code term}, what it adds to the sum, and {@code sum}.
 *   <li>{@code constructor}, a list of steps, each of what is decided between two propagations; nodes are numbered in
 *       construction order: their {@code states}; {@code choices}; {@code logOrders}, \(\ln c\) for the c-th edge of a node whose
 *       edges come in turn, else 0; {@code logP}, \(\log p(x, π \mid z)\) so far; {@code sum}.
 *   <li>{@code choices}: {@code kind}, {@code node}, {@code others}, {@code logProb} of all choices and the one
 *       {@code taken}. Kinds: {@code node}, stop or add it (of one of its types, if they are
 *       decided at once; then {@code node_type} of the first one comes first); {@code edge} to the other node, none or one of type 0, 1, …;
 *       {@code another_edge} to one of the others, no or yes; {@code partner}, which of the others; {@code edge_type}.
 *   <li>{@code nodeTypes}, those decided at the end: for each node {@code logProb} of all types and the {@code type} taken; {@code logP};
 *       {@code sum}.
 *   <li>{@code total}: {@code logPx}, {@code logQOrder}, {@code objective} ({@code elbo} or {@code surrogate}) and
 *       its {@code value}, the last sum.
 * </ul>
 */
public final class TraceJson {
    private final Trace trace;
    private double sum;
    private double logP;

    private TraceJson(Trace trace) {
        this.trace = trace;
    }

    /**
     * Writes a trace.
     *
     * @param trace the trace
     * @return the object
     */
    public static JsonObject of(Trace trace) {
        return new TraceJson(trace).build();
    }

    private JsonObject build() {
        var terms = trace.terms();
        return JsonObject.builder()
                .put("graph", JsonGraph.write(trace.graph()))
                .put("ordering", JsonArray.ofNumbers(terms.destruction().ordering()))
                .put("eps", JsonArray.ofNumbers(trace.noise()))
                .put("destructor", destructor())
                .put("code", code())
                .put("constructor", constructor())
                .put("nodeTypes", nodeTypes())
                .put(
                        "total",
                        JsonObject.builder()
                                .put("logPx", terms.construction().logPx())
                                .put("logQOrder", terms.destruction().logQOrder())
                                .put("objective", trace.hasBound() ? "elbo" : "surrogate")
                                .put("value", trace.sum())
                                .build())
                .build();
    }

    private JsonArray destructor() {
        List<JsonValue> steps = new ArrayList<>();
        for (Step step : trace.removals()) {
            Choice removal = step.choices().get(0);
            sum -= removal.logProb();
            steps.add(JsonObject.builder()
                    .put("nodes", numbers(step.nodes()))
                    .put("states", rows(step.states()))
                    .put("removable", numbers(removal.decision().others()))
                    .put("logProb", JsonArray.ofNumbers(removal.decision().logProb()))
                    .put("removed", removal.decision().others().get(removal.taken()))
                    .put("logQ", -sum)
                    .put("sum", sum)
                    .build());
        }
        return new JsonArray(steps);
    }

    private JsonObject code() {
        var terms = trace.terms();
        double[] std = terms.logStd().clone();
        for (int i = 0; i < std.length; i++) {
            std[i] = Math.exp(std[i]);
        }
        sum += trace.codeTerm();
        return JsonObject.builder()
                .put("mean", JsonArray.ofNumbers(terms.mean()))
                .put("std", JsonArray.ofNumbers(std))
                .put("z", JsonArray.ofNumbers(terms.z()))
                .put("kl", trace.hasBound() ? JsonNumber.of(terms.kl()) : JsonNull.NULL)
                .put("learnedPrior", trace.learnedPrior())
                .put("logPz", terms.logPz())
                .put("logQz", terms.logQz())
                .put("term", trace.codeTerm())
                .put("sum", sum)
                .build();
    }

    private JsonArray constructor() {
        List<JsonValue> steps = new ArrayList<>();
        for (Step step : trace.additions()) {
            add(step.logProb());
            steps.add(JsonObject.builder()
                    .put("states", rows(step.states()))
                    .put(
                            "choices",
                            new JsonArray(step.choices().stream()
                                    .map(TraceJson::choice)
                                    .toList()))
                    .put("logOrders", step.logOrders())
                    .put("logP", logP)
                    .put("sum", sum)
                    .build());
        }
        return new JsonArray(steps);
    }

    private static JsonValue choice(Choice choice) {
        Decision decision = choice.decision();
        return JsonObject.builder()
                .put("kind", decision.kind().name().toLowerCase(Locale.ROOT))
                .put("node", decision.v())
                .put("others", numbers(decision.others()))
                .put("logProb", JsonArray.ofNumbers(decision.logProb()))
                .put("taken", choice.taken())
                .build();
    }

    private JsonObject nodeTypes() {
        trace.nodeTypes().forEach(choice -> add(choice.logProb()));
        return JsonObject.builder()
                .put(
                        "logProb",
                        rows(trace.nodeTypes().stream()
                                .map(choice -> choice.decision().logProb())
                                .toList()))
                .put(
                        "type",
                        numbers(trace.nodeTypes().stream().map(Choice::taken).toList()))
                .put("logP", logP)
                .put("sum", sum)
                .build();
    }

    private void add(double logProb) {
        logP += logProb;
        sum += logProb;
    }

    private static JsonArray numbers(List<Integer> numbers) {
        return JsonArray.ofNumbers(numbers.stream().mapToInt(i -> i).toArray());
    }

    private static JsonArray rows(List<double[]> rows) {
        return new JsonArray(rows.stream().<JsonValue>map(JsonArray::ofNumbers).toList());
    }
}
