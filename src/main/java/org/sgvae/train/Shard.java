package org.sgvae.train;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sgvae.autodiff.ArithmeticOps;
import org.sgvae.autodiff.MatrixOps;
import org.sgvae.autodiff.ReductionOps;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.encoder.Destruction;
import org.sgvae.gnn.Minibatch;
import org.sgvae.model.GraphModel;
import org.sgvae.model.Terms;
import org.sgvae.objective.BatchTerms;
import org.sgvae.optim.Gradients;
import org.sgvae.sgvae.Sgvae;

/** A part of a mini-batch and the tape it is computed on; one thread at a time works on it. */
final class Shard {
    private final GraphModel model;
    private final Tape tape;
    private Minibatch batch = new Minibatch(List.of(), 1);
    private long[] keys = {};
    private @Nullable Terms terms;
    private PriorReplay.@Nullable Replayed replay;
    private double replayWeight;
    private @Nullable Variable replayed;
    private int first;

    Shard(GraphModel model) {
        this(model, Tape.recording());
    }

    Shard(GraphModel model, Tape tape) {
        this.model = model;
        this.tape = tape;
    }

    /** Takes over graphs, and one random key for each of their copies. */
    void take(Minibatch batch, long[] keys) {
        this.batch = batch;
        this.keys = keys;
        replay = null;
    }

    /** Takes over codes of the prior with their graphs, for this step; the score of each gets the given weight. */
    void replay(PriorReplay.Replayed replay, double weight) {
        this.replay = replay;
        replayWeight = weight;
    }

    /** Lets posteriors be remembered, for each graph that of its first copy. */
    void remember(List<Integer> graphs, PriorReplay memory) {
        if (terms != null && terms.posterior() != null) {
            for (int i = 0; i < graphs.size(); i++) {
                memory.remember(graphs.get(i), batch, i * batch.copies(), terms.posterior());
            }
        }
    }

    Tape tape() {
        return tape;
    }

    void forward() {
        tape.reset();
        terms = batch.size() == 0 ? null : model.pass(tape, batch, keys);
        replayed = replay == null || replay.batch().size() == 0 ? null : scored(replay);
    }

    private Variable scored(PriorReplay.Replayed replay) {
        return ((Sgvae) model) // only it has posteriors to remember
                .logProbGivenCodes(tape, replay.batch(), replay.codes(), replay.keys());
    }

    /** Puts the terms into those of the whole mini-batch, from position {@code first}; returns the position after them. */
    int collect(BatchTerms values, int first) {
        this.first = first;
        if (terms != null) {
            values.put(first, terms);
        }
        return first + batch.size();
    }

    /** Computes the gradient of minus the weighted sum of this part's terms. */
    void backward(BatchTerms weights) {
        Terms terms = this.terms;
        if (terms == null) {
            return;
        }
        Variable loss = lossOf(terms.logPx(), weights.logPx, null);
        loss = lossOf(terms.logPz(), weights.logPz, loss);
        loss = lossOf(terms.logQz(), weights.logQz, loss);
        loss = lossOf(terms.kl(), weights.kl, loss);
        loss = lossOf(terms.destruction(), weights, loss);
        loss = lossOfCodes(terms.z(), weights, loss);
        loss = lossOfReplay(loss);
        if (loss != null) {
            tape.backward(loss);
        }
    }

    private @Nullable Variable lossOf(@Nullable Variable term, double[] weights, @Nullable Variable others) {
        if (term == null || !term.needsGradient()) {
            return others;
        }
        Variable minusWeights = tape.zeroConstant(term.rows(), 1);
        boolean any = false;
        for (int b = 0; b < term.rows(); b++) {
            minusWeights.value().data[b] = -weights[first + b];
            any |= weights[first + b] != 0;
        }
        return any ? plus(others, MatrixOps.dot(minusWeights, term)) : others;
    }

    private @Nullable Variable lossOf(Destruction destruction, BatchTerms weights, @Nullable Variable others) {
        Variable logQSteps = destruction.logQSteps();
        if (!logQSteps.needsGradient()) { // graphs of one node each
            return others;
        }
        Variable minusWeights = tape.zeroConstant(logQSteps.rows(), 1);
        for (int i = 0; i < logQSteps.rows(); i++) {
            minusWeights.value().data[i] = -weights.logQChoice[weights.choiceOfStep(first, destruction, i)];
        }
        return plus(others, MatrixOps.dot(minusWeights, logQSteps));
    }

    private @Nullable Variable lossOfCodes(Variable z, BatchTerms weights, @Nullable Variable others) {
        Variable minusWeights = tape.zeroConstant(z.rows(), z.columns());
        boolean any = false;
        for (int i = 0; i < z.rows() * z.columns(); i++) {
            double weight = weights.z().data[first * z.columns() + i];
            minusWeights.value().data[i] = -weight;
            any |= weight != 0;
        }
        return any ? plus(others, MatrixOps.dot(minusWeights, z)) : others;
    }

    private @Nullable Variable lossOfReplay(@Nullable Variable others) {
        return replayed == null ? others : plus(others, ArithmeticOps.scale(-replayWeight, ReductionOps.sum(replayed)));
    }

    private static Variable plus(@Nullable Variable others, Variable loss) {
        return others == null ? loss : ArithmeticOps.add(others, loss);
    }

    void addTo(Gradients gradients) {
        if (terms != null) {
            gradients.add(tape);
        }
    }
}
