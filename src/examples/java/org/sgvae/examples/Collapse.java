package org.sgvae.examples;

import static org.sgvae.autodiff.op.ArithmeticOps.scale;
import static org.sgvae.autodiff.op.ArithmeticOps.subtract;
import static org.sgvae.autodiff.op.ElementwiseOps.tanh;
import static org.sgvae.autodiff.op.ReductionOps.mean;

import java.io.IOException;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.distribution.Categorical;
import org.sgvae.distribution.DiagonalGaussian;
import org.sgvae.nn.Initializer;
import org.sgvae.nn.Linear;
import org.sgvae.nn.Parameter;
import org.sgvae.nn.Parameters;
import org.sgvae.random.RandomKey;

/** Lesson 7: a VAE of four equally frequent things. Its code collapses, unless it may carry one nat free of charge. */
public final class Collapse {
    static final int STEPS = 600;
    private static final int THINGS = 4;
    private static final int COPIES = 16; // of each thing in a mini-batch
    private static final double RATE = 0.1;

    private final Parameters parameters = new Parameters(Initializer.uniformByFanIn(), RandomKey.of(7));
    private final Linear mean = new Linear(parameters, "mean", THINGS, 1);
    private final Linear logStd = new Linear(parameters, "logStd", THINGS, 1);
    private final Linear hidden = new Linear(parameters, "hidden", 1, 8);
    private final Linear logits = new Linear(parameters, "logits", 8, THINGS);

    /** How much KL counts, given the step and its value, nats. */
    interface Weight {
        double of(int step, double kl);
    }

    /** Mean log p(x | z) and KL by step, nats. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares these
    record Course(double[] logPx, double[] kl) {
        void print(String name) {
            for (int step : new int[] {0, 199, 399, STEPS - 1}) {
                System.out.printf(
                        "%s, step %3d: log p(x | z) %.2f - KL %.2f = ELBO %.2f%n",
                        name, step + 1, logPx[step], kl[step], logPx[step] - kl[step]);
            }
        }
    }

    public static void main(String[] args) throws IOException {
        Course plain = new Collapse().train((step, kl) -> 1);
        Course free = new Collapse().train((step, kl) -> kl < 1 ? 0 : 1);
        plain.print("plain ELBO");
        free.print("one nat free");
        System.out.printf("bound of both: -log 4 = %.2f%n", -Math.log(THINGS));
        double[] steps = new double[STEPS];
        for (int i = 0; i < STEPS; i++) {
            steps[i] = i + 1;
        }
        new SvgPlot("What the code carries", "step", "KL, nats")
                .curve("plain ELBO", steps, plain.kl)
                .curve("one nat free", steps, free.kl)
                .write("collapse");
    }

    Course train(Weight weight) {
        Course course = new Course(new double[STEPS], new double[STEPS]);
        Tape tape = Tape.recording();
        for (int step = 0; step < STEPS; step++) {
            DMatrixRMaj oneHot = new DMatrixRMaj(THINGS * COPIES, THINGS);
            DMatrixRMaj noise = new DMatrixRMaj(THINGS * COPIES, 1);
            Indices thing = tape.indices();
            for (int i = 0; i < THINGS * COPIES; i++) {
                oneHot.set(i, i % THINGS, 1);
                noise.set(i, 0, RandomKey.of(step).gaussian(i));
                thing.add(i % THINGS);
            }
            Variable x = tape.constant(oneHot);
            DiagonalGaussian q = new DiagonalGaussian(mean.apply(x), logStd.apply(x));
            Variable z = q.sample(tape.constant(noise));
            Variable logPx = mean(
                    Categorical.ofLogits(logits.apply(tanh(hidden.apply(z)))).logProb(thing));
            Variable kl = mean(q.klToStandardNormal());
            course.logPx[step] = logPx.scalarValue();
            course.kl[step] = kl.scalarValue();
            tape.backward(subtract(logPx, scale(weight.of(step, kl.scalarValue()), kl)));
            for (Parameter parameter : parameters.all()) {
                DMatrixRMaj gradient = parameter.on(tape).gradient();
                for (int i = 0; i < gradient.getNumElements(); i++) {
                    parameter.value().data[i] += RATE * gradient.data[i];
                }
            }
            tape.reset();
        }
        return course;
    }
}
