package org.sgvae.objective;

import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.graph.Graph;
import org.sgvae.model.GraphModel;
import org.sgvae.model.ModelConfig;
import org.sgvae.model.Terms;
import org.sgvae.random.RandomKey;

/**
 * A term that training maximises beside the objective, and that is no mean over samples on their own: it looks at several
 * samples at once, or at graphs and codes that the objective does not see. It is a record of its settings.
 */
public interface Regularizer {
    /**
     * Checks that the term is defined for a model.
     *
     * @param model the model's configuration
     * @throws IllegalArgumentException if it is not
     */
    void requireFits(ModelConfig model);

    /**
     * Begins a training run.
     *
     * @param model the model; not modified
     * @param graphs the graphs that will be trained on; not modified
     * @return what takes part in the steps of this run
     */
    Run start(GraphModel model, List<Graph> graphs);

    /**
     * Refuses a model with a learned prior.
     *
     * @param name the regularizer's
     * @param model the model; not modified
     * @throws IllegalArgumentException if its codes have another prior than \(N(0, I)\)
     */
    static void requireStandardNormalPrior(String name, ModelConfig model) {
        if (!model.hasStandardNormalPrior()) {
            throw new IllegalArgumentException(
                    name + ": knows the prior N(0, I) only, and this model learns its prior; leave it out");
        }
    }

    /**
     * A part of a mini-batch after its pass.
     *
     * @param graphs for every graph of the part, without its copies, its number in the data; not modified
     * @param terms the terms of the pass
     */
    record Part(List<Integer> graphs, Terms terms) {}

    /** Takes part in the steps of one training run. */
    interface Run {
        /**
         * Looks at all parts of a mini-batch after their passes, on one thread.
         *
         * @param parts the parts; not modified
         * @param key source of random draws of this step
         * @param progress how much of the training run is done, from 0 to 1
         */
        void exchange(List<Part> parts, RandomKey key, double progress);

        /**
         * Returns what the term adds to the learning signals of a part's samples. Calls for several parts may run at once.
         *
         * @param part number of the part
         * @return one number a sample, nats, possibly followed by others; null for nothing
         */
        default double @Nullable [] signals(int part) {
            return null;
        }

        /**
         * Returns a part's share of the term. Calls for several parts may run at once.
         *
         * @param part number of the part
         * @param tape its tape, on which {@link Part#terms} are
         * @return a scalar, to be maximised; the shares of all parts add up to the term. Null for nothing
         */
        @Nullable
        Variable term(int part, Tape tape);

        /** {@return what later steps depend on, by name; copies} */
        default Map<String, DMatrixRMaj> state() {
            return Map.of();
        }

        /**
         * Goes on where another run with the same data and settings was.
         *
         * @param state its {@link #state}; not modified
         * @throws IllegalArgumentException if it is not such a state
         */
        default void restore(Map<String, DMatrixRMaj> state) {}
    }
}
