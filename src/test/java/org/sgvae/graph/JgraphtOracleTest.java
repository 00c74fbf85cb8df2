package org.sgvae.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Random;
import org.jgrapht.GraphMapping;
import org.jgrapht.alg.isomorphism.VF2GraphIsomorphismInspector;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleGraph;
import org.junit.jupiter.api.Test;

/** Automorphisms and isomorphism against JGraphT's VF2, node and edge types included. */
class JgraphtOracleTest {

    @Test
    void automorphisms_areAsManyAsVf2Lists() {
        Random random = new Random(31);
        for (int trial = 0; trial < 200; trial++) {
            Graph graph = RandomGraphs.typed(
                    random, 8 + random.nextInt(5), 0.1 + 0.3 * random.nextDouble(), 1 + random.nextInt(3), 2);
            BigInteger count = Automorphisms.count(graph);
            if (count.bitLength() < 16) {
                assertThat(count).as(graph::toString).isEqualTo(BigInteger.valueOf(count(vf2(graph, graph))));
            }
        }
        assertThat(count(vf2(KnownGraphs.petersen(), KnownGraphs.petersen()))).isEqualTo(120);
    }

    @Test
    void isomorphism_agreesWithVf2() {
        Random random = new Random(32);
        int same = 0;
        for (int trial = 0; trial < 300; trial++) {
            Graph a = RandomGraphs.typed(random, 12, 0.25, 2, 2);
            Graph b = RandomGraphs.relabelled(random, a);
            if (random.nextBoolean()) {
                b = swapOneEdge(random, b);
            }
            boolean expected = vf2(a, b).isomorphismExists();
            assertThat(Isomorphism.areIsomorphic(a, b)).as(a + " and " + b).isEqualTo(expected);
            same += expected ? 1 : 0;
        }
        assertThat(same).isBetween(100, 290);
    }

    /** Takes one edge out and puts another of its type in, so that the numbers stay the same. */
    private static Graph swapOneEdge(Random random, Graph graph) {
        int removed = random.nextInt(graph.edges());
        Graph.Builder builder = Graph.builder(graph.nodes());
        for (int v = 0; v < graph.nodes(); v++) {
            builder.nodeType(v, graph.nodeType(v));
        }
        for (int i = 0; i < graph.edges(); i++) {
            if (i != removed) {
                builder.edge(graph.edgeSource(i), graph.edgeTarget(i), graph.edgeType(i));
            }
        }
        int u = 0;
        int v = 0;
        while (u == v || graph.hasEdge(u, v)) {
            u = random.nextInt(graph.nodes());
            v = random.nextInt(graph.nodes());
        }
        return builder.edge(u, v, graph.edgeType(removed)).build();
    }

    private static VF2GraphIsomorphismInspector<Integer, DefaultEdge> vf2(Graph a, Graph b) {
        SimpleGraph<Integer, DefaultEdge> theirA = JgraphtGraphs.of(a);
        SimpleGraph<Integer, DefaultEdge> theirB = JgraphtGraphs.of(b);
        // Edges of the two graphs are distinct objects, so looking them up in either says which graph they are of.
        Comparator<DefaultEdge> edges =
                Comparator.comparingInt(e -> theirA.containsEdge(e) ? type(a, theirA, e) : type(b, theirB, e));
        // VF2 compares a node of the first with one of the second, in this order
        return new VF2GraphIsomorphismInspector<>(
                theirA, theirB, (v, w) -> Integer.compare(a.nodeType(v), b.nodeType(w)), edges);
    }

    private static int type(Graph graph, SimpleGraph<Integer, DefaultEdge> theirs, DefaultEdge edge) {
        return graph.edgeType(theirs.getEdgeSource(edge), theirs.getEdgeTarget(edge));
    }

    private static long count(VF2GraphIsomorphismInspector<Integer, DefaultEdge> inspector) {
        long count = 0;
        for (Iterator<GraphMapping<Integer, DefaultEdge>> all = inspector.getMappings(); all.hasNext(); all.next()) {
            count++;
        }
        return count;
    }
}
