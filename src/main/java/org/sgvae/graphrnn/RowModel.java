package org.sgvae.graphrnn;

import static org.sgvae.autodiff.op.ShapeOps.sliceColumns;
import static org.sgvae.autodiff.op.ShapeOps.sliceRows;

import org.sgvae.autodiff.Variable;
import org.sgvae.nn.Linear;
import org.sgvae.nn.Mlp;
import org.sgvae.nn.Parameters;

/** What gives the entries of rows of the adjacency matrix, nearest node first. */
interface RowModel {
    /** Begins n rows, given the states of their nodes' sequences, n x context. */
    Walk start(Variable context);

    /** Rows on their way. */
    interface Walk {
        /**
         * Goes on to the next entry.
         *
         * @param input what is known before it, see {@link AdjacencyRows#entryInput}, m x inputs; where m is less than
         *     before, the first m rows go on
         * @return logits of the E types of an edge, that of no edge being 0, m x E
         */
        Variable next(Variable input);
    }

    /** GraphRNN-S: one network gives all entries of a row at once. */
    static RowModel independent(Parameters parameters, GraphRnnConfig config, int context) {
        int types = config.edgeTypes();
        Mlp mlp = new Mlp(parameters, "graphrnn.row", context, config.embeddingDim(), config.window() * types);
        return states -> {
            Variable all = mlp.apply(states);
            return new Walk() {
                private int column;

                @Override
                public Variable next(Variable input) {
                    column += types;
                    return sliceColumns(sliceRows(all, 0, input.rows()), column - types, column);
                }
            };
        };
    }

    /** GraphRNN: a recurrent network whose first layer begins with what another makes of the context. */
    static RowModel recurrent(Parameters parameters, GraphRnnConfig config, int context, int inputs) {
        int embedded = config.edgeEmbeddingDim();
        Mlp bridge = new Mlp(parameters, "graphrnn.bridge", context, config.embeddingDim(), config.edgeDim());
        Linear embed = new Linear(parameters, "graphrnn.edgeEmbed", inputs, embedded);
        GruStack gru = new GruStack(parameters, "graphrnn.edgeGru", config.layers(), embedded, config.edgeDim());
        Mlp head = new Mlp(parameters, "graphrnn.edgeHead", config.edgeDim(), embedded, config.edgeTypes());
        return states -> {
            GruStack.Run run = gru.start(bridge.apply(states));
            return input -> {
                run.keepFirst(input.rows());
                return head.apply(run.next(embed.applyRelu(input)));
            };
        };
    }
}
