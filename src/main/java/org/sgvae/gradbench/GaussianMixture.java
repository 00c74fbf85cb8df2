package org.sgvae.gradbench;

import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.op.ArithmeticOps;
import org.sgvae.autodiff.op.ElementwiseOps;
import org.sgvae.autodiff.op.MatrixOps;
import org.sgvae.autodiff.op.ReductionOps;
import org.sgvae.autodiff.op.ShapeOps;
import org.sgvae.autodiff.op.SoftmaxOps;
import org.sgvae.json.JsonObject;
import org.sgvae.json.JsonPlace;

/**
 * The log-likelihood of a mixture of Gaussians with a Wishart prior on the precisions \(Q_k^\top Q_k\).
 *
 * @param x n x d points
 * @param alpha 1 x k logits of the weights
 * @param mu k x d means
 * @param q k x d logs of the diagonals
 * @param l k x d (d − 1) / 2 what is below the diagonals
 * @param gamma scale of the prior
 * @param m degrees of freedom of the prior, beyond d + 1
 */
record GaussianMixture(
        DMatrixRMaj x, DMatrixRMaj alpha, DMatrixRMaj mu, DMatrixRMaj q, DMatrixRMaj l, double gamma, int m) {
    static final Map<String, Evaluation> FUNCTIONS = Map.of(
            "objective",
            input -> of(input).objective(),
            "jacobian",
            input -> of(input).jacobian());

    private static GaussianMixture of(JsonPlace input) {
        DMatrixRMaj l = Matrices.matrix(input.at("l"));
        l.reshape(input.at("k").asInt(), l.numCols, true); // d = 1: rows of nothing
        return new GaussianMixture(
                Matrices.matrix(input.at("x")),
                Matrices.row(input.at("alpha")),
                Matrices.matrix(input.at("mu")),
                Matrices.matrix(input.at("q")),
                l,
                input.at("gamma").asDouble(),
                input.at("m").asInt());
    }

    private Evaluation.Run objective() {
        Tape tape = Tape.forwardOnly();
        return () -> {
            tape.reset();
            Variable objective = logLikelihood(tape);
            return () -> Matrices.number(objective.scalarValue());
        };
    }

    private Evaluation.Run jacobian() {
        Tape tape = Tape.recording();
        return () -> {
            tape.reset();
            tape.backward(logLikelihood(tape));
            return () -> JsonObject.builder()
                    .put("alpha", Matrices.flat(tape.variable(alpha).gradient()))
                    .put("mu", Matrices.rows(tape.variable(mu).gradient()))
                    .put("q", Matrices.rows(tape.variable(q).gradient()))
                    .put("l", Matrices.rows(tape.variable(l).gradient()))
                    .build();
        };
    }

    /** \(\sum_i \mathrm{LSE}_k(b_{ik}) - n\,(\frac d2 \log 2\pi + \mathrm{LSE}(\alpha))\) and the prior. */
    private Variable logLikelihood(Tape tape) {
        Variable logits = tape.variable(alpha);
        Variable logDiagonals = tape.variable(q);
        Variable below = tape.variable(l);
        Variable diagonals = ElementwiseOps.exp(logDiagonals);
        Variable logDeterminants = ReductionOps.sumOverColumns(logDiagonals); // k x 1
        List<Variable> halfDistances = tape.list();
        for (int k = 0; k < q.numRows; k++) {
            Variable precision =
                    LowerTriangle.of(ShapeOps.sliceRows(diagonals, k, k + 1), ShapeOps.sliceRows(below, k, k + 1));
            Variable centred =
                    ArithmeticOps.subtract(tape.constant(x), ShapeOps.sliceRows(tape.variable(mu), k, k + 1));
            Variable squares = ElementwiseOps.square(MatrixOps.matmulTransB(centred, precision));
            halfDistances.add(ArithmeticOps.scale(0.5, ReductionOps.sumOverColumns(squares))); // n x 1
        }
        Variable heights = ArithmeticOps.add(logits, MatrixOps.transpose(logDeterminants)); // 1 x k
        Variable b = ArithmeticOps.subtract(heights, ShapeOps.concatColumns(halfDistances)); // n x k
        int n = x.numRows;
        int d = x.numCols;
        Variable likelihood = ArithmeticOps.subtract(
                ReductionOps.sum(SoftmaxOps.logSumExp(b)), ArithmeticOps.scale(n, SoftmaxOps.logSumExp(logits)));
        Variable norm = ArithmeticOps.add(
                ReductionOps.sum(ElementwiseOps.square(diagonals)), ReductionOps.sum(ElementwiseOps.square(below)));
        Variable prior = ArithmeticOps.subtract(
                ArithmeticOps.scale(m, ReductionOps.sum(logDeterminants)),
                ArithmeticOps.scale(gamma * gamma / 2, norm));
        double constant = -n * (d / 2.0) * Math.log(2 * Math.PI) + q.numRows * logNormaliser(d);
        return ArithmeticOps.addConstant(ArithmeticOps.add(likelihood, prior), constant);
    }

    /** \(\nu d \log(\gamma / \sqrt 2) - \log\Gamma_d(\nu / 2)\) with \(\nu = d + m + 1\). */
    private double logNormaliser(int d) {
        int nu = d + m + 1;
        double logGamma = d * (d - 1) / 4.0 * Math.log(Math.PI);
        for (int j = 1; j <= d; j++) {
            logGamma += logGammaOfHalf(nu + 1 - j);
        }
        return nu * d * Math.log(gamma / Math.sqrt(2)) - logGamma;
    }

    /** log Γ(n / 2), from Γ(1/2) = √π and Γ(1) = 1 by Γ(a + 1) = a Γ(a). */
    static double logGammaOfHalf(int n) {
        double sum = n % 2 == 1 ? Math.log(Math.PI) / 2 : 0;
        for (int i = n % 2 == 1 ? 1 : 2; i < n; i += 2) {
            sum += Math.log(i / 2.0);
        }
        return sum;
    }
}
