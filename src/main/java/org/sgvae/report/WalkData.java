package org.sgvae.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.graph.Graph;
import org.sgvae.json.JsonArray;
import org.sgvae.json.JsonNumber;
import org.sgvae.json.JsonObject;
import org.sgvae.json.JsonValue;
import org.sgvae.latent.PrincipalAxes;
import org.sgvae.random.RandomKey;
import org.sgvae.report.figure.Depiction;
import org.sgvae.trace.DrawnRemovals;
import org.sgvae.trace.Trace;
import org.sgvae.trace.TraceJson;

/**
 * Traces of some graphs for the page: as {@link TraceJson}, with places of the nodes, and in place of the states one
 * number in [0, 1] for
 * each, its place along the first principal axis of all states of the destructor, or of the constructor.
 */
final class WalkData {
    private static final int GRAPHS = 6;
    private static final int LARGEST = 24; // nodes; larger graphs cannot be followed

    private WalkData() {}

    /** {@return why there may be no walk, one line} */
    static String whyNone(ReportRun run) {
        return run.model().learnsOrder().isPresent()
                ? "There is no walk, as no graph of the data has at most " + LARGEST
                        + " nodes: larger ones cannot be followed."
                : "This model is a " + run.modelName()
                        + ", and there is no walk of it: it has no destructor and constructor,"
                        + " which take a graph apart and build it again; only an SGVAE has both. See what it builds under"
                        + " Samples"
                        + (run.withCode().isPresent() ? ", and what its code tells under Latent codes" : "") + ".";
    }

    /** A trace for each of some graphs of the data; an empty list if the model is no SGVAE. */
    static List<JsonValue> of(ReportRun run) {
        List<JsonValue> walks = new ArrayList<>();
        List<Graph> small = run.data().graphs().stream()
                .filter(graph -> graph.nodes() <= LARGEST)
                .toList();
        RandomKey key = RandomKey.of(1).split(org.sgvae.trace.Draws.TRACE); // as trace --seed 1
        for (Graph graph : RebuiltSection.spread(small, GRAPHS)) {
            double[] noise = DrawnRemovals.noise(key, run.model().config().latentDim());
            Trace.of(run.model(), graph, new DrawnRemovals(key), noise)
                    .ifPresent(trace -> walks.add(json(trace, run.depiction())));
        }
        return walks;
    }

    private static JsonObject json(Trace trace, Depiction depiction) {
        List<List<double[]>> destructor =
                trace.removals().stream().map(Trace.Step::states).toList();
        List<List<double[]>> constructor =
                trace.additions().stream().map(Trace.Step::states).toList();
        JsonObject.Builder json = JsonObject.builder();
        TraceJson.of(trace).members().forEach((key, value) -> {
            if (key.equals("destructor")) {
                json.put(key, withTones((JsonArray) value, tones(destructor)));
            } else if (key.equals("constructor")) {
                json.put(key, withTones((JsonArray) value, tones(constructor)));
            } else {
                json.put(key, value);
            }
        });
        depiction.legend().ifPresent(legend -> json.put("legend", legend.toJson()));
        return json.put("places", places(trace.graph(), depiction)).build();
    }

    /** A point in the unit square for each node. */
    private static JsonArray places(Graph graph, Depiction depiction) {
        List<JsonValue> places = new ArrayList<>();
        for (double[] point : depiction.places(graph)) {
            places.add(JsonArray.of(rounded(point[0]), rounded(point[1])));
        }
        return new JsonArray(places);
    }

    private static JsonNumber rounded(double x) {
        return JsonNumber.of(Math.round(1e4 * x) / 1e4);
    }

    private static JsonArray withTones(JsonArray steps, List<double[]> tones) {
        List<JsonValue> result = new ArrayList<>();
        for (int i = 0; i < steps.items().size(); i++) {
            JsonObject.Builder step = JsonObject.builder();
            double[] own = tones.get(i);
            ((JsonObject) steps.items().get(i)).members().forEach((key, value) -> {
                if (!key.equals("states")) {
                    step.put(key, value);
                }
            });
            List<JsonValue> numbers = new ArrayList<>();
            for (double tone : own) {
                numbers.add(rounded(tone));
            }
            result.add(step.put("tones", new JsonArray(numbers)).build());
        }
        return new JsonArray(result);
    }

    private static List<double[]> tones(List<List<double[]>> steps) {
        List<double[]> all = steps.stream().flatMap(List::stream).toList();
        if (all.size() < 2) {
            return steps.stream().map(states -> new double[states.size()]).toList();
        }
        DMatrixRMaj points = new DMatrixRMaj(all.toArray(double[][]::new));
        double[] along = PrincipalAxes.of(points).coordinates(points, 0);
        double low = Arrays.stream(along).min().orElse(0);
        double high = Arrays.stream(along).max().orElse(1);
        List<double[]> tones = new ArrayList<>();
        int at = 0;
        for (List<double[]> states : steps) {
            double[] own = new double[states.size()];
            for (int v = 0; v < own.length; v++, at++) {
                own[v] = high > low ? (along[at] - low) / (high - low) : 0;
            }
            tones.add(own);
        }
        return tones;
    }
}
