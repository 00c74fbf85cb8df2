package org.sgvae.objective;

import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.op.ArithmeticOps;
import org.sgvae.autodiff.op.ReductionOps;
import org.sgvae.graph.Graph;
import org.sgvae.model.GraphModel;
import org.sgvae.model.Latent;
import org.sgvae.model.LatentModel;
import org.sgvae.model.ModelConfig;
import org.sgvae.optim.Schedule;
import org.sgvae.random.RandomKey;

/**
 * \(ρ\, E_{p(z)} E_{q(x,π|z)} \log p(x, π \mid z)\): codes drawn from the prior, each with the graph that the encoder would most
 * likely have meant ({@link PosteriorMemory}). Where the aggregated posterior is the prior this is the first term of the
 * bound again; elsewhere it fills the prior's holes, mostly the tails, on which nothing else trains the decoder.
 *
 * @param weight ρ over the run
 */
public record PriorReplay(Schedule weight) implements Regularizer {
    /** What keys are split by. */
    private enum Draws implements RandomKey.Purpose {
        REPLAY("replay");

        private final long tag;

        Draws(String name) {
            this.tag = RandomKey.tag(name);
        }

        @Override
        public long tag() {
            return tag;
        }
    }

    @Override
    public void requireFits(ModelConfig model) {
        if (model.latentDim() == 0 || !model.hasBound()) {
            throw new IllegalArgumentException("priorReplay: the model has no code with a density; leave it out");
        }
        Regularizer.requireStandardNormalPrior("priorReplay", model);
    }

    @Override
    public Run start(GraphModel model, List<Graph> graphs) {
        return new Replay(model.latent().orElseThrow(), new PosteriorMemory(graphs));
    }

    private final class Replay implements Run {
        private final LatentModel model;
        private final PosteriorMemory memory;
        private List<PosteriorMemory.Drawn> drawn = List.of();
        private double share;

        Replay(LatentModel model, PosteriorMemory memory) {
            this.model = model;
            this.memory = memory;
        }

        @Override
        public void exchange(List<Part> parts, RandomKey key, double progress) {
            int count = parts.stream().mapToInt(part -> part.graphs().size()).sum();
            share = weight.at(progress) / count;
            drawn = share > 0 ? memory.draw(count, parts.size(), key.split(Draws.REPLAY)) : List.of();
            for (Part part : parts) {
                Latent latent = part.terms().latent();
                for (int i = 0;
                        latent != null
                                && latent.posterior() != null
                                && i < part.graphs().size();
                        i++) {
                    int firstCopy = i * part.terms().batch().copies();
                    memory.remember(part.graphs().get(i), part.terms().batch(), firstCopy, latent.posterior());
                }
            }
        }

        @Override
        public @Nullable Variable term(int part, Tape tape) {
            if (drawn.isEmpty()) {
                return null;
            }
            PosteriorMemory.Drawn own = drawn.get(part);
            return ArithmeticOps.scale(
                    share, ReductionOps.sum(model.logProbGivenCodes(tape, own.batch(), own.codes(), own.keys())));
        }

        @Override
        public Map<String, DMatrixRMaj> state() {
            return memory.state();
        }

        @Override
        public void restore(Map<String, DMatrixRMaj> state) {
            memory.restore(state);
        }
    }
}
