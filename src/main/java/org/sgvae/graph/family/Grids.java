package org.sgvae.graph.family;

import java.util.List;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.data.FamilySpecification;
import org.sgvae.graph.data.GraphDistribution;
import org.sgvae.graph.data.GraphFamily;
import org.sgvae.graph.data.GraphKind;

/** Grids of at least two rows and columns, each shape once, as 2x3 is 3x2; see {@link GraphFamilies#grid}. */
public final class Grids implements GraphFamily {
    private static final int MAX_SIDE = 300;

    @Override
    public String name() {
        return "grids";
    }

    @Override
    public String form() {
        return "grids:RxC-RxC";
    }

    @Override
    public String description() {
        return "each shape with rows and columns in between once, such as grids:2x2-5x5";
    }

    @Override
    public GraphDistribution parse(FamilySpecification asked) {
        List<int[]> sides = asked.rectangles(2, MAX_SIDE);
        return new Shapes(
                sides.size(),
                size -> GraphFamilies.grid(sides.get(size)[0], sides.get(size)[1]),
                GraphKind.GRID,
                graph -> sides.stream().anyMatch(rectangle -> isOf(rectangle, graph)));
    }

    /** Nodes and edges of a grid tell its sides but for their order: \(n = rc\), \(m = 2rc - r - c\). */
    private static boolean isOf(int[] sides, Graph grid) {
        int nodes = sides[0] * sides[1];
        return grid.nodes() == nodes && grid.edges() == 2 * nodes - sides[0] - sides[1];
    }
}
