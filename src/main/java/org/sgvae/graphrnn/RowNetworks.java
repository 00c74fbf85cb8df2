package org.sgvae.graphrnn;

import static org.sgvae.autodiff.op.ShapeOps.concatColumns;

import org.jspecify.annotations.Nullable;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.distribution.Categorical;
import org.sgvae.nn.Linear;
import org.sgvae.nn.Mlp;
import org.sgvae.nn.Parameter;
import org.sgvae.nn.Parameters;

/** The networks of a GraphRNN and the distributions that they give; scoring and sampling both go through them. */
final class RowNetworks {
    private final GraphRnnConfig config;
    private final AdjacencyRows inputs;
    private final Linear embed;
    private final GruStack nodeGru;
    private final RowModel rows;
    private final @Nullable Mlp kind;
    private final @Nullable Parameter firstType;
    private final Parameter far;

    RowNetworks(Parameters parameters, GraphRnnConfig config) {
        int h = config.nodeDim();
        int e = config.embeddingDim();
        int types = config.nodeTypes();
        this.config = config;
        inputs = new AdjacencyRows(config);
        embed = new Linear(parameters, "graphrnn.embed", inputs.rowColumns(), e);
        nodeGru = new GruStack(parameters, "graphrnn.nodeGru", config.layers(), e, h);
        kind = config.end() == End.TOKEN ? new Mlp(parameters, "graphrnn.kind", h, e, 1 + types) : null;
        firstType = types > 1 ? parameters.vector("graphrnn.firstType", types, types) : null;
        int context = h + inputs.typeColumns();
        rows = config.rows() == RowKind.RECURRENT
                ? RowModel.recurrent(parameters, config, context, inputs.entryColumns())
                : RowModel.independent(parameters, config, context);
        far = parameters.vector("graphrnn.far", 1 + config.edgeTypes(), 1);
    }

    GraphRnnConfig config() {
        return config;
    }

    /** Begins the node-level sequences of n graphs. */
    GruStack.Run start(Tape tape, int n) {
        return nodeGru.start(tape, n);
    }

    /** Reads the rows of the nodes at a position; returns the states of the graphs, graphs x h. */
    Variable read(GruStack.Run run, Tape tape, AdjacencyRows.Source source, Indices graphs, int position) {
        return run.next(embed.applyRelu(inputs.rowInput(tape, source, graphs, position)));
    }

    /** The type of the first node; absent if there is only one. */
    @Nullable
    Categorical firstTypes(Tape tape) {
        return firstType == null ? null : Categorical.ofLogits(firstType.on(tape));
    }

    /** What comes next, {end, node of type 0, …, node of type V−1}, given states; absent if an empty row is the end. */
    @Nullable
    Categorical kinds(Variable states) {
        return kind == null ? null : Categorical.ofLogits(kind.apply(states));
    }

    /** Begins the rows of the nodes at some positions, given the states before them. */
    RowModel.Walk startRows(Variable states, AdjacencyRows.Source source, Indices graphs, Indices positions) {
        Variable types = inputs.typeInput(states.tape(), source, graphs, positions);
        return rows.start(concatColumns(states, types));
    }

    /**
     * Entry j of the first m rows, {no edge, edge of type 0, …, edge of type E−1}, given the entries before it; m x (1
     * + E).
     */
    Variable entry(
            RowModel.Walk walk,
            Tape tape,
            AdjacencyRows.Source source,
            Indices graphs,
            Indices positions,
            int m,
            int j) {
        Variable logits = walk.next(inputs.entryInput(tape, source, graphs, positions, m, j));
        return concatColumns(tape.zeroConstant(m, 1), logits);
    }

    /** An entry outside the window, {no edge, edge of type 0, …, edge of type E−1}, in one row. */
    Categorical farEntry(Tape tape) {
        return Categorical.ofLogits(far.on(tape));
    }
}
