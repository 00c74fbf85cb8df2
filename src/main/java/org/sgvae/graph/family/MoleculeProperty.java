package org.sgvae.graph.family;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphProperty;
import org.sgvae.graph.ValenceRule;

/**
 * What makes a graph of heavy atoms and bonds a molecule: it is connected, and no atom has more bonds than its valence.
 *
 * @param elements by node type
 * @param largestOrder number of edge types; type j is a bond of order j + 1
 */
public record MoleculeProperty(List<Element> elements, int largestOrder) implements GraphProperty {
    /** {@return the order of every edge type and the largest valence of every node type} */
    public ValenceRule rule() {
        return new ValenceRule(
                elements.stream().map(Element::largestValence).toList(),
                IntStream.rangeClosed(1, largestOrder).boxed().toList());
    }

    @Override
    public boolean test(Graph graph) {
        return graph.isConnected() && rule().isSatisfiedBy(graph);
    }

    @Override
    public String definition() {
        return "connected, no atom with more bonds than its valence: "
                + elements.stream()
                        .map(element -> element.symbol() + " " + element.largestValence())
                        .collect(Collectors.joining(", "));
    }
}
