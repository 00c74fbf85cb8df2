package org.sgvae.decoder;

import static org.sgvae.autodiff.op.ShapeOps.concatRows;
import static org.sgvae.autodiff.op.ShapeOps.gatherRows;

import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.distribution.Categorical;
import org.sgvae.random.RandomKey;

/** The draws of one run of {@link Construction#sample}, step by step. */
final class ConstructionSampling implements EdgeDecisions.Uniforms {
    private static final int NODE_DRAW = 0; // numbers from 1 are those of edges

    private final Tape tape;
    private final Construction construction;
    private final NodeDecisions nodes;
    private final EdgeDecisions edges;
    private final PropagationTime time;
    private final GrowingGraphs graphs;
    private final long[] keys;
    private final int maxNodes;
    private int step;
    private int tag; // of the draws under each key

    ConstructionSampling(
            Tape tape,
            Construction construction,
            NodeDecisions nodes,
            EdgeDecisions edges,
            PropagationTime time,
            GrowingGraphs graphs,
            long[] keys,
            int maxNodes) {
        this.tape = tape;
        this.construction = construction;
        this.nodes = nodes;
        this.edges = edges;
        this.time = time;
        this.graphs = graphs;
        this.keys = keys;
        this.maxNodes = maxNodes;
    }

    @Override
    public double of(int slot, int draw) {
        return RandomKey.uniform(RandomKey.split(keys[graphs.graph(slot)], tag), draw);
    }

    /**
     * Draws all that can be decided before the next propagation.
     *
     * @param h node states after propagation; not modified
     * @param graph graph states; not modified
     * @return states of the nodes of all graphs that go on, new ones included
     */
    Variable step(Variable h, Variable graph) {
        step++;
        tag = -step;
        Indices joining = joining();
        if (joining.size() > 0) {
            edges.draw(graphs, h, graph, joining, this);
        }
        tag = step;
        Indices going = tape.indices();
        Indices growing = tape.indices();
        Indices kinds = tape.indices();
        drawNodes(graph, joining, going, growing, kinds);
        Variable all = h;
        if (growing.size() > 0) {
            graphs.addNodes(growing, kinds);
            all = concatRows(h, nodes.added(gatherRows(graph, growing), kinds));
            edges.draw(graphs, all, graph, growing, this);
        }
        if (going.size() < graphs.active()) {
            finish(all, going);
            all = gatherRows(all, graphs.keep(going));
        }
        return all;
    }

    /** {@return the slots whose newest node may get more edges} */
    private Indices joining() {
        Indices joining = tape.indices();
        for (int slot = 0; slot < graphs.active(); slot++) {
            if (graphs.takesEdges(slot)) {
                joining.add(slot);
            }
        }
        return joining;
    }

    /** Draws nodes of the graphs that did not decide on edges in this step, or are done with them and need not wait. */
    private void drawNodes(Variable graph, Indices joining, Indices going, Indices growing, Indices kinds) {
        Categorical next = construction.next(graph, graphs);
        for (int slot = 0, joined = 0; slot < graphs.active(); slot++) {
            if (joined < joining.size() && joining.get(joined) == slot) {
                joined++;
                if (graphs.takesEdges(slot) || time == PropagationTime.EVERY_STEP) {
                    going.add(slot);
                    continue;
                }
            }
            int kind = next.sample(slot, of(slot, NODE_DRAW)) - 1;
            if (kind < 0) {
                graphs.stop(slot);
            } else if (graphs.nodes(slot) < maxNodes) {
                going.add(slot);
                growing.add(slot);
                kinds.add(kind);
            }
        }
    }

    /** Lets the model set the node types of all graphs but those that go on. */
    private void finish(Variable h, Indices going) {
        Indices rows = tape.indices();
        Indices graphOfRow = tape.indices();
        Indices nodeOfRow = tape.indices();
        for (int slot = 0, next = 0; slot < graphs.active(); slot++) {
            if (next < going.size() && going.get(next) == slot) {
                next++;
                continue;
            }
            for (int u = 0; u < graphs.nodes(slot); u++) {
                rows.add(graphs.row(slot, u));
                graphOfRow.add(graphs.graph(slot));
                nodeOfRow.add(u);
            }
        }
        nodes.finish(graphs, gatherRows(h, rows), graphOfRow, nodeOfRow, keys);
    }
}
