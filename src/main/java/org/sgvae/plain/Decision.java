package org.sgvae.plain;

import java.util.List;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;
import org.sgvae.graph.Graph;

/**
 * What is decided about place v of the ordering, with {@code others} in question, places too or for removals nodes of the graph;
 * and the log-probabilities of all choices, nats.
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares these
public record Decision(Kind kind, int v, List<Integer> others, double[] logProb) {
    /** What is decided, and what the choices 0, 1, … are. */
    public enum Kind {
        /** Which of the others is removed. */
        REMOVAL,
        /** Stop, or add node v, if types are decided at once of type 0, 1, … */
        NODE,
        /** No edge between v and the other one, or an edge of type 0, 1, … */
        EDGE,
        /** No more edges of v, or another one to one of the others. */
        ANOTHER_EDGE,
        /** To which of the others. */
        PARTNER,
        /** Which type this edge, between v and the other one, has. */
        EDGE_TYPE,
        /** Which type node v has. */
        NODE_TYPE
    }

    int by(ToIntFunction<Decision> choose) {
        int choice = choose.applyAsInt(this);
        if (choice < 0) {
            throw new IllegalArgumentException("none of the choices at place " + v
                    + " of the ordering, as graphs must be connected or keep to valences: " + kind);
        }
        return choice;
    }

    /** {@return what takes x apart, and builds it, along π (teacher forcing), edges in turn to the oldest node first} */
    public static ToIntFunction<Decision> along(Graph x, int... ordering) {
        return decision -> {
            int v = decision.v;
            List<Integer> others = decision.others;
            return switch (decision.kind) {
                case REMOVAL -> others.indexOf(ordering[v]);
                case NODE -> v == x.nodes() ? 0 : decision.logProb.length == 2 ? 1 : 1 + x.nodeType(ordering[v]);
                case EDGE -> 1 + x.edgeType(ordering[others.get(0)], ordering[v]); // −1 is none
                case ANOTHER_EDGE -> others.stream().anyMatch(u -> x.hasEdge(ordering[u], ordering[v])) ? 1 : 0;
                case PARTNER ->
                    others.indexOf(others.stream()
                            .filter(u -> x.hasEdge(ordering[u], ordering[v]))
                            .findFirst()
                            .orElse(-1));
                case EDGE_TYPE -> x.edgeType(ordering[others.get(0)], ordering[v]);
                case NODE_TYPE -> x.nodeType(ordering[v]);
            };
        };
    }

    /** {@return what is drawn by its probability} */
    public static ToIntFunction<Decision> drawn(RandomGenerator random) {
        return decision -> Vectors.draw(decision.logProb, random.nextDouble());
    }
}
