package org.sgvae.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.graph.Graph;
import org.sgvae.graph.ValenceRule;
import org.sgvae.graph.data.DataSet;
import org.sgvae.molecule.Legend;

/**
 * Why a graph is not valid: the first of some simple measures that lies outside of what all graphs of the data have.
 */
final class InvalidReason {
    private record Measure(String name, ToIntFunction<Graph> of) {}

    private record Bound(Measure measure, int low, int high) {}

    private static final List<Measure> MEASURES = List.of(
            new Measure(
                    "parts",
                    graph -> 1 + Arrays.stream(graph.components()).max().orElse(0)),
            new Measure("cycles", InvalidReason::cycles),
            new Measure("least degree", graph -> degrees(graph).min().orElse(0)),
            new Measure("greatest degree", graph -> degrees(graph).max().orElse(0)),
            new Measure("leaves", graph ->
                    (int) degrees(graph).filter(degree -> degree == 1).count()));

    private final DataSet data;
    private final Optional<Legend> legend;
    private final List<Bound> bounds;

    InvalidReason(DataSet data, Optional<Legend> legend) {
        this.data = data;
        this.legend = legend;
        bounds = MEASURES.stream()
                .map(measure -> new Bound(
                        measure,
                        data.graphs().stream().mapToInt(measure.of()).min().orElse(0),
                        data.graphs().stream().mapToInt(measure.of()).max().orElse(0)))
                .toList();
    }

    /** Why it is not valid; empty if it is. */
    Optional<String> of(GeneratedGraph sample) {
        Graph graph = sample.graph();
        if (!sample.complete()) {
            return Optional.of(String.format(Locale.ROOT, "cut off at %d nodes", graph.nodes()));
        }
        if (data.isValid(graph)) {
            return Optional.empty();
        }
        Optional<String> obstacle = legend.flatMap(known -> obstacle(graph, known));
        if (obstacle.isPresent()) {
            return obstacle;
        }
        for (Bound bound : bounds) {
            int value = bound.measure().of().applyAsInt(graph);
            if (value < bound.low() || value > bound.high()) {
                String range = bound.low() == bound.high() ? "" + bound.low() : bound.low() + "–" + bound.high();
                return Optional.of(bound.measure().name() + " " + value + "; data " + range);
            }
        }
        return Optional.of("not: " + data.kind().definition());
    }

    /** Why a graph of atoms and bonds is no molecule. */
    private static Optional<String> obstacle(Graph graph, Legend legend) {
        ValenceRule rule = legend.valenceRule();
        for (int v = 0; v < graph.nodes(); v++) {
            int bonds = 0;
            for (int i = 0; i < graph.degree(v); i++) {
                bonds += rule.orders().get(graph.neighbourEdgeType(v, i));
            }
            if (bonds > rule.valences().get(graph.nodeType(v))) {
                String element = legend.elements().get(graph.nodeType(v)).symbol();
                return Optional.of(element + " with " + bonds + " bonds; at most "
                        + rule.valences().get(graph.nodeType(v)));
            }
        }
        return graph.isConnected() ? Optional.empty() : Optional.of("not connected; a molecule is");
    }

    private static IntStream degrees(Graph graph) {
        return IntStream.range(0, graph.nodes()).map(graph::degree);
    }

    /** Edges − nodes + parts. */
    private static int cycles(Graph graph) {
        return graph.edges()
                - graph.nodes()
                + 1
                + Arrays.stream(graph.components()).max().orElse(0);
    }
}
