package org.sgvae.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.graph.Graph;
import org.sgvae.graph.data.DataSet;
import org.sgvae.report.reproduction.Measure;

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
    private final List<Bound> bounds;

    InvalidReason(DataSet data) {
        this.data = data;
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
        for (Bound bound : bounds) {
            int value = bound.measure().of().applyAsInt(graph);
            if (value < bound.low() || value > bound.high()) {
                String range = bound.low() == bound.high() ? "" + bound.low() : bound.low() + "–" + bound.high();
                return Optional.of(bound.measure().name() + " " + value + "; data " + range);
            }
        }
        return Optional.of("not: " + data.kind().definition());
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
