package org.sgvae.train;

import static org.sgvae.autodiff.op.ArithmeticOps.add;
import static org.sgvae.autodiff.op.ArithmeticOps.scale;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.estimator.LearningSignals;
import org.sgvae.gnn.Minibatch;
import org.sgvae.model.Choices;
import org.sgvae.model.GraphModel;
import org.sgvae.model.Terms;
import org.sgvae.objective.Objective;
import org.sgvae.objective.Regularizer;
import org.sgvae.objective.ScoreFunctionSurrogate;
import org.sgvae.optim.Gradients;

/** A part of a mini-batch and the tape it is computed on; one thread at a time works on it. */
final class Shard {
    private final GraphModel model;
    private final Objective objective;
    private final List<Regularizer.Run> regularizers;
    private final int number;
    private final Tape tape;

    /** What a step has computed so far. */
    private record Pass(Regularizer.Part part, Variable signal) {}

    private @Nullable Pass pass;
    private @Nullable LearningSignals signals;

    Shard(GraphModel model, Objective objective, List<Regularizer.Run> regularizers, int number, Tape tape) {
        this.model = model;
        this.objective = objective;
        this.regularizers = regularizers;
        this.number = number;
        this.tape = tape;
    }

    Tape tape() {
        return tape;
    }

    /**
     * Passes graphs through the model and computes the learning signal f of every sample.
     *
     * @param graphs numbers of the graphs in the data, for {@link Regularizer.Part}
     * @param batch the graphs and their copies; not modified
     * @param keys a random key for each copy
     */
    void forward(List<Integer> graphs, Minibatch batch, long[] keys, double progress, double[] state) {
        tape.reset();
        signals = null;
        Terms terms = model.pass(tape, batch, keys, objective.codeDraw());
        pass = new Pass(new Regularizer.Part(graphs, terms), objective.signal(terms, progress, state));
    }

    Regularizer.Part part() {
        return passed().part();
    }

    /** What the objective may learn from; known after {@link #backward}. */
    Objective.Part learned() {
        if (signals == null) {
            throw new IllegalStateException("no backward pass since the last forward pass");
        }
        return new Objective.Part(part().terms(), signals);
    }

    private Pass passed() {
        if (pass == null) {
            throw new IllegalStateException("no forward pass yet");
        }
        return pass;
    }

    /**
     * Computes the gradient of this part's share of minus the surrogate,
     * \(\frac1n \sum_k \bigl[ p_k f_k + \sum_t s_{kt} \log q(π_{kt}) \bigr]\) plus the regularizers.
     *
     * @param samples n, number of samples of the whole mini-batch
     */
    void backward(int samples, double progress, double[] state) {
        Variable f = passed().signal();
        Choices choices = part().terms().choices();
        signals = new LearningSignals(
                f.rows(),
                part().terms().batch().copies(),
                withRegularizers(f).value().data,
                choices.sampleOfChoice(),
                choices.numberOfChoice(),
                choices.logQ().value().data,
                objective.orderingWeight(progress));
        Variable surrogate = ScoreFunctionSurrogate.of(objective, state, f, choices, signals);
        Variable loss = scale(-1.0 / samples, surrogate);
        for (Regularizer.Run regularizer : regularizers) {
            Variable term = regularizer.term(number, tape);
            loss = term == null ? loss : add(loss, scale(-1, term));
        }
        tape.backward(loss);
    }

    private Variable withRegularizers(Variable f) {
        Variable signal = f;
        for (Regularizer.Run regularizer : regularizers) {
            double[] added = regularizer.signals(number);
            if (added != null) {
                Variable constant = tape.zeroConstant(f.rows(), 1);
                System.arraycopy(added, 0, constant.value().data, 0, f.rows());
                signal = add(signal, constant);
            }
        }
        return signal;
    }

    void addTo(Gradients gradients) {
        gradients.add(tape);
    }
}
