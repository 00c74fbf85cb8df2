package org.sgvae.graph.data;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphProperty;
import org.sgvae.graph.Isomorphism;

/**
 * Graphs to learn from.
 *
 * @param name what they were asked for by: a specification or a file
 * @param graphs at least one
 * @param nodeTypes V: node types lie in 0..V−1
 * @param edgeTypes E: edge types lie in 0..E−1
 * @param kind what a generated graph has to be to be valid
 * @param distribution what they were drawn from, where that is known
 */
public record DataSet(
        String name,
        List<Graph> graphs,
        int nodeTypes,
        int edgeTypes,
        GraphProperty kind,
        Optional<GraphDistribution> distribution) {

    /**
     * Checks that there are graphs and that they keep to the types.
     *
     * @param name what they were asked for by: a specification or a file
     * @param graphs at least one; copied
     * @param nodeTypes V
     * @param edgeTypes E
     * @param kind what a generated graph has to be to be valid
     * @param distribution what they were drawn from, where that is known
     * @throws IllegalArgumentException if there is no graph, or one has a type beyond V or E
     */
    public DataSet {
        graphs = List.copyOf(graphs);
        if (graphs.isEmpty()) {
            throw new IllegalArgumentException(name + ": no graphs; give at least one");
        }
        for (int i = 0; i < graphs.size(); i++) {
            if (graphs.get(i).nodeTypeCount() > nodeTypes || graphs.get(i).edgeTypeCount() > edgeTypes) {
                throw new IllegalArgumentException(name + ": graph " + i + " has types beyond " + nodeTypes
                        + " node types and " + edgeTypes + " edge types; raise these numbers");
            }
        }
    }

    /**
     * The data set of these graphs, of the strongest {@link GraphKind} they share.
     *
     * @param name what it is called in errors
     * @param graphs at least one; copied
     * @param nodeTypes V
     * @param edgeTypes E
     * @throws IllegalArgumentException if there is no graph, or one has a type beyond V or E
     */
    public DataSet(String name, List<Graph> graphs, int nodeTypes, int edgeTypes) {
        this(name, graphs, nodeTypes, edgeTypes, GraphKind.ofAll(graphs), Optional.empty());
    }

    /**
     * The data set of these graphs, with as many types as they use and the strongest {@link GraphKind} they share.
     *
     * @param name what it is called in errors
     * @param graphs at least one; copied
     * @return the data set
     * @throws IllegalArgumentException if there is no graph
     */
    public static DataSet of(String name, List<Graph> graphs) {
        return new DataSet(
                name,
                graphs,
                graphs.stream().mapToInt(Graph::nodeTypeCount).max().orElse(1),
                graphs.stream().mapToInt(Graph::edgeTypeCount).max().orElse(1));
    }

    /**
     * The fewest nodes of a graph.
     *
     * @return at least 1
     */
    public int minNodes() {
        return graphs.stream().mapToInt(Graph::nodes).min().orElseThrow();
    }

    /**
     * The most nodes of a graph.
     *
     * @return at least {@link #minNodes}
     */
    public int maxNodes() {
        return graphs.stream().mapToInt(Graph::nodes).max().orElseThrow();
    }

    /**
     * Whether a graph is of the {@link #kind} of the data.
     *
     * @param graph such as one drawn from a model
     * @return true if it is
     */
    public boolean isValid(Graph graph) {
        return kind.test(graph);
    }

    /**
     * The number of isomorphism classes c. With equally many graphs of each, no model has a mean \(-\log p(G)\) below
     * \(\ln c\) nats.
     *
     * @return at least 1
     * @throws IllegalArgumentException if comparing two graphs is too hard, see {@link Isomorphism}
     */
    public int classes() {
        return 1 + Arrays.stream(Isomorphism.classes(graphs)).max().orElseThrow();
    }

    /** Name, size and range; the graphs themselves are too many to show. */
    @Override
    public String toString() {
        return name + ": " + graphs.size() + " graphs of " + minNodes() + " to " + maxNodes() + " nodes";
    }
}
