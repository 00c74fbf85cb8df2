package org.sgvae.graphrnn;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.distribution.Categorical;
import org.sgvae.random.RandomKey;

/** Draws graphs, all of them in step: node by node, and each row entry by entry. */
final class RowSampling {
    private final RowNetworks networks;
    private final Tape tape;
    private final long[] keys;
    private final int maxNodes;
    private final GrowingRows graphs;
    private final boolean token;

    /** Graph i depends on key i alone. */
    RowSampling(RowNetworks networks, Tape tape, long[] keys, int maxNodes) {
        this.networks = networks;
        this.tape = tape;
        this.keys = keys;
        this.maxNodes = maxNodes;
        graphs = new GrowingRows(keys.length);
        token = networks.config().end() == End.TOKEN;
    }

    List<GeneratedGraph> sample() {
        Categorical firstTypes = networks.firstTypes(tape);
        Indices active = tape.indices(); // the graphs in work
        for (int g = 0; g < keys.length; g++) {
            graphs.addNode(g, firstTypes == null ? 0 : firstTypes.sample(0, uniform(g, 0, 0)));
            active.add(g);
        }
        GruStack.Run run = networks.start(tape, keys.length);
        for (int position = 1; active.size() > 0; position++) {
            Variable states = networks.read(run, tape, graphs, active, position - 1);
            Indices going = keep(run, addNodes(networks.kinds(states), active, position), active);
            if (going.size() > 0) {
                drawRows(run, going, position);
            }
            active = keep(run, endRows(going, position), going);
        }
        return graphs.toGraphs();
    }

    /** Decides whether there is a node more, and of which type; returns the rows of the graphs that go on. */
    private Indices addNodes(@Nullable Categorical kinds, Indices active, int position) {
        Indices rows = tape.indices();
        for (int i = 0; i < active.size(); i++) {
            int graph = active.get(i);
            int kind = kinds == null ? 1 : kinds.sample(i, uniform(graph, position, 0));
            if (kind == 0) {
                graphs.complete(graph);
            } else {
                graphs.addNode(graph, kind - 1);
                rows.add(i);
            }
        }
        return rows;
    }

    private void drawRows(GruStack.Run run, Indices going, int position) {
        Indices positions = tape.indices();
        for (int i = 0; i < going.size(); i++) {
            positions.add(position);
        }
        RowModel.Walk walk = networks.startRows(run.state(), graphs, going, positions);
        Categorical far = networks.farEntry(tape);
        for (int j = 1; j <= position; j++) {
            boolean near = j <= networks.config().window();
            Categorical entry = near
                    ? Categorical.ofLogits(networks.entry(walk, tape, graphs, going, positions, going.size(), j))
                    : far;
            for (int i = 0; i < going.size(); i++) {
                int graph = going.get(i);
                graphs.addEntry(graph, entry.sample(near ? i : 0, uniform(graph, position, j)));
            }
        }
    }

    /** Ends graphs whose row is their end, and those that are too large; returns the rows of the graphs that go on. */
    private Indices endRows(Indices going, int position) {
        Indices rows = tape.indices();
        for (int i = 0; i < going.size(); i++) {
            int graph = going.get(i);
            boolean end = !token && graphs.lastIsEmpty(graph);
            if (end) {
                graphs.complete(graph);
            }
            if (end || position == maxNodes) {
                graphs.removeLast(graph);
            } else {
                rows.add(i);
            }
        }
        return rows;
    }

    private Indices keep(GruStack.Run run, Indices rows, Indices graphs) {
        if (rows.size() == graphs.size()) {
            return graphs;
        }
        Indices kept = tape.indices();
        for (int i = 0; i < rows.size(); i++) {
            kept.add(graphs.get(rows.get(i)));
        }
        run.keep(rows);
        return kept;
    }

    /** Draw j for the node at a position of a graph. */
    private double uniform(int graph, int position, int j) {
        return RandomKey.uniform(RandomKey.split(keys[graph], position), j);
    }
}
