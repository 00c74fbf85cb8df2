package org.sgvae.report.figure;

import java.util.Optional;
import java.util.stream.IntStream;
import org.sgvae.graph.Graph;
import org.sgvae.molecule.Legend;
import org.sgvae.molecule.MoleculeDrawing;

/**
 * How graphs are drawn: molecules as structural formulas, others as dots laid out by distance.
 *
 * @param legend what the types of molecules mean; empty for other graphs
 */
public record Depiction(Optional<Legend> legend) {
    /** Of graphs that are no molecules. */
    public static final Depiction DOTS = new Depiction(Optional.empty());

    /**
     * Where the nodes are.
     *
     * @param graph the graph
     * @return a point (x, y) for each node, in [0, 1], the longer side filled, centred
     */
    public double[][] places(Graph graph) {
        return legend.map(known -> Layout.fitted(MoleculeDrawing.coordinates(graph, known)))
                .orElseGet(() -> Layout.of(graph));
    }

    /** {@return whether nodes are drawn as the letters of their elements} */
    public boolean hasSymbols() {
        return legend.isPresent();
    }

    /**
     * The letters of a node, as in a structural formula, where carbon is a corner that is not written.
     *
     * @param graph a molecule
     * @param v a node
     * @return its element, empty for carbon with a bond
     */
    public String symbol(Graph graph, int v) {
        String symbol = legend.orElseThrow().elements().get(graph.nodeType(v)).symbol();
        return symbol.equals("C") && graph.degree(v) > 0 ? "" : symbol;
    }

    /**
     * The elements of all nodes.
     *
     * @param graph the graph
     * @return their letters; empty if they are no atoms
     */
    public String[] elements(Graph graph) {
        return legend.map(known -> IntStream.range(0, graph.nodes())
                        .mapToObj(v -> known.elements().get(graph.nodeType(v)).symbol())
                        .toArray(String[]::new))
                .orElse(new String[0]);
    }
}
