package org.sgvae.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.sgvae.autodiff.Tape;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.graph.Graph;
import org.sgvae.graph.Isomorphism;
import org.sgvae.graph.io.Graph6;
import org.sgvae.graph.io.JsonGraph;
import org.sgvae.json.JsonArray;
import org.sgvae.json.JsonObject;
import org.sgvae.json.JsonPlace;
import org.sgvae.json.JsonString;
import org.sgvae.json.JsonValue;
import org.sgvae.molecule.ObstacleException;
import org.sgvae.molecule.Smiles;
import org.sgvae.report.figure.Depiction;

/** What the explorer's page asks, and the answers, as JSON. */
final class ExplorerAnswers {
    private static final int MAX_GRAPHS = 24; // at once
    private static final int MAX_STEPS = 24; // of a path
    private static final int LARGEST = 100; // nodes of a graph to encode
    private static final double FARTHEST = 1e6; // coordinates

    private final LatentMap map;
    private final Depiction depiction;
    private final String name;
    private final ThreadLocal<Tape> tapes = ThreadLocal.withInitial(Tape::forwardOnly);

    ExplorerAnswers(LatentMap map, String name) {
        this.map = map;
        depiction = new Depiction(map.legend());
        this.name = name;
    }

    /** Points of the data and what is known of the model. */
    JsonObject map() {
        List<JsonValue> points = new ArrayList<>();
        for (LatentMap.Point point : map.points()) {
            points.add(JsonArray.ofNumbers(
                    point.x(), point.y(), point.graph().nodes(), point.graph().edges()));
        }
        JsonObject.Builder about = JsonObject.builder();
        map.legend().ifPresent(legend -> about.put("legend", legend.toJson()));
        return about.put("name", name)
                .put("data", map.data().toString())
                .put("valid", map.data().kind().definition())
                .put("dimension", map.dimension())
                .put("nodeTypes", map.model().config().nodeTypes())
                .put("edgeTypes", map.model().config().edgeTypes())
                .put("explained", JsonArray.ofNumbers(map.explained(0), map.explained(1)))
                .put("points", new JsonArray(points))
                .build();
    }

    /** A code {@code z}, or a place {@code x}, {@code y}; {@code count}, {@code seed}: graphs built there. */
    JsonObject decode(JsonPlace question) {
        double[] z = code(question);
        return built(
                z, within(question, "count", MAX_GRAPHS), question.at("seed").asLong());
    }

    /**
     * {@code from} and {@code to}, each a code or a place; {@code steps}, {@code seed}: a graph at each point of the
     * line between.
     */
    JsonObject path(JsonPlace question) {
        int steps = within(question, "steps", MAX_STEPS);
        double[] from = code(question.at("from"));
        double[] to = code(question.at("to"));
        List<JsonValue> graphs = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            double t = steps == 1 ? 0 : i / (steps - 1.0);
            double[] z = new double[from.length];
            Arrays.setAll(z, u -> (1 - t) * from[u] + t * to[u]);
            graphs.add(graph(
                    map.decode(tapes.get(), z, 1, question.at("seed").asLong()).get(0)));
        }
        return JsonObject.builder().put("graphs", new JsonArray(graphs)).build();
    }

    /**
     * {@code graph6}, {@code smiles}, or {@code graph} as in .jsonl files; {@code count}, {@code seed}: its code, and graphs built
     * from it.
     */
    JsonObject encode(JsonPlace question) {
        Graph graph = asked(question);
        if (graph.nodes() > LARGEST) {
            throw new IllegalArgumentException(graph.nodes() + " nodes; give a graph of at most " + LARGEST);
        }
        long seed = question.at("seed").asLong();
        double[] z = map.encode(tapes.get(), graph, seed);
        List<GeneratedGraph> rebuilt = map.decode(tapes.get(), z, within(question, "count", MAX_GRAPHS), seed);
        long same = rebuilt.stream()
                .filter(built -> built.complete() && Isomorphism.areIsomorphic(built.graph(), graph))
                .count();
        double[] place = map.place(z);
        return JsonObject.builder()
                .put("x", place[0])
                .put("y", place[1])
                .put("z", JsonArray.ofNumbers(z))
                .put("given", graph(new GeneratedGraph(graph, true)))
                .put("same", same)
                .put("graphs", graphs(rebuilt))
                .build();
    }

    private Graph asked(JsonPlace question) {
        if (question.find("smiles").isPresent() && map.legend().isPresent()) {
            try {
                return Smiles.read(
                        question.at("smiles").asString().strip(), map.legend().get());
            } catch (ObstacleException e) {
                throw new IllegalArgumentException("SMILES: " + e.getMessage(), e);
            }
        }
        return question.find("graph6")
                .map(text -> Graph6.parse(text.asString().strip(), "graph6")
                        .orElseThrow(() -> new IllegalArgumentException("graph6: empty; paste a line")))
                .orElseGet(() -> JsonGraph.read(question.at("graph")));
    }

    private JsonObject built(double[] z, int count, long seed) {
        return JsonObject.builder()
                .put("z", JsonArray.ofNumbers(z))
                .put("graphs", graphs(map.decode(tapes.get(), z, count, seed)))
                .build();
    }

    private JsonArray graphs(List<GeneratedGraph> graphs) {
        return new JsonArray(graphs.stream().<JsonValue>map(this::graph).toList());
    }

    private JsonObject graph(GeneratedGraph built) {
        List<JsonValue> places = Arrays.stream(depiction.places(built.graph()))
                .<JsonValue>map(JsonArray::ofNumbers)
                .toList();
        JsonObject.Builder json = JsonObject.builder();
        if (depiction.hasSymbols()) {
            json.put(
                    "symbols",
                    new JsonArray(IntStream.range(0, built.graph().nodes())
                            .<JsonValue>mapToObj(v -> new JsonString(depiction.symbol(built.graph(), v)))
                            .toList()));
        }
        return json.put("graph", JsonGraph.write(built.graph()))
                .put("complete", built.complete())
                .put("valid", built.complete() && map.data().isValid(built.graph()))
                .put("places", new JsonArray(places))
                .build();
    }

    private double[] code(JsonPlace place) {
        if (place.find("z").isEmpty()) {
            return map.code(coordinate(place, "x"), coordinate(place, "y"));
        }
        double[] z = place.at("z").asDoubles();
        if (z.length != map.dimension() || !Arrays.stream(z).allMatch(entry -> Math.abs(entry) <= FARTHEST)) {
            throw place.at("z").fault("no code of this model; give " + map.dimension() + " numbers");
        }
        return z;
    }

    private static double coordinate(JsonPlace question, String key) {
        double number = question.at(key).asDouble();
        if (!(Math.abs(number) <= FARTHEST)) {
            throw question.at(key).fault("too far away; stay within " + FARTHEST);
        }
        return number;
    }

    private static int within(JsonPlace question, String key, int most) {
        int number = question.at(key).asInt();
        if (number < 1 || number > most) {
            throw question.at(key).fault("out of range; give 1 to " + most);
        }
        return number;
    }
}
