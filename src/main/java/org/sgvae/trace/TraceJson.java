package org.sgvae.trace;

import java.util.ArrayList;
import java.util.List;
import org.sgvae.graph.io.JsonGraph;
import org.sgvae.json.JsonArray;
import org.sgvae.json.JsonNull;
import org.sgvae.json.JsonNumber;
import org.sgvae.json.JsonObject;
import org.sgvae.json.JsonValue;
import org.sgvae.trace.Trace.Addition;
import org.sgvae.trace.Trace.Removal;

/**
 * A {@link Trace} as JSON; nats. {@code sum} is everywhere the sum of all terms so far, and ends in that of the whole.
 *
 * <ul>
 *   <li>{@code graph} ({@code nodes}, {@code nodeType}, {@code edges} as [node, node, type]); {@code ordering}, the
 * nodes in
 *       construction order; {@code eps}, the noise of the code.
 *   <li>{@code destructor}, a list of removals: {@code nodes} that are left, their {@code states}, for each the
 * {@code logProb} to be
 *       removed; {@code removed}, the node; {@code logQ}, \(\log q(π \mid x)\) so far; {@code sum}.
 *   <li>{@code code}: {@code mean}, {@code std} (empty for a point posterior), {@code z}, {@code kl} (null for a
 * point posterior),
 *       {@code logPz}, {@code logQz}, {@code term}, what it adds to the sum, and {@code sum}.
 *   <li>{@code constructor}, a list of additions; nodes are numbered in construction order: their {@code states};
 * {@code logProbMore},
 *       of stopping and of going on; {@code more}, 1 for going on; {@code edges}, for each node there is [none, type
 * 0, type 1, …] as
 *       log-probabilities; {@code classes}, which of these was taken; {@code logP}, \(\log p(x, π \mid z)\) so far;
 * {@code sum}.
 *   <li>{@code nodeTypes}: for each node {@code logProb} of all types and the {@code type} taken; {@code logP};
 * {@code sum}.
 *   <li>{@code total}: {@code logPx}, {@code logQOrder}, {@code objective} ({@code elbo} or {@code surrogate}) and
 * its {@code value},
 *       the last sum.
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
        for (Removal removal : trace.removals()) {
            sum -= removal.logProb()[removal.victim()];
            steps.add(JsonObject.builder()
                    .put(
                            "nodes",
                            JsonArray.ofNumbers(removal.left().stream()
                                    .mapToInt(Integer::intValue)
                                    .toArray()))
                    .put("states", rows(removal.states()))
                    .put("logProb", JsonArray.ofNumbers(removal.logProb()))
                    .put("removed", removal.left().get(removal.victim()))
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
                .put("logPz", terms.logPz())
                .put("logQz", terms.logQz())
                .put("term", trace.codeTerm())
                .put("sum", sum)
                .build();
    }

    private JsonArray constructor() {
        List<JsonValue> steps = new ArrayList<>();
        for (Addition addition : trace.additions()) {
            add(addition.logPMore()[addition.more()]);
            for (int u = 0; u < addition.edges().size(); u++) {
                add(addition.edges().get(u)[addition.classes().get(u)]);
            }
            steps.add(JsonObject.builder()
                    .put("states", rows(addition.states()))
                    .put("logProbMore", JsonArray.ofNumbers(addition.logPMore()))
                    .put("more", addition.more())
                    .put("edges", rows(addition.edges()))
                    .put(
                            "classes",
                            JsonArray.ofNumbers(addition.classes().stream()
                                    .mapToInt(Integer::intValue)
                                    .toArray()))
                    .put("logP", logP)
                    .put("sum", sum)
                    .build());
        }
        return new JsonArray(steps);
    }

    private JsonObject nodeTypes() {
        int[] ordering = trace.terms().destruction().ordering();
        int[] types = new int[ordering.length];
        for (int v = 0; v < ordering.length; v++) {
            types[v] = trace.graph().nodeType(ordering[v]);
            add(trace.nodeTypes().get(v)[types[v]]);
        }
        return JsonObject.builder()
                .put("logProb", rows(trace.nodeTypes()))
                .put("type", JsonArray.ofNumbers(types))
                .put("logP", logP)
                .put("sum", sum)
                .build();
    }

    private void add(double logProb) {
        logP += logProb;
        sum += logProb;
    }

    private static JsonArray rows(List<double[]> rows) {
        return new JsonArray(rows.stream().<JsonValue>map(JsonArray::ofNumbers).toList());
    }
}
