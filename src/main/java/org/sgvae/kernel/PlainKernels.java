package org.sgvae.kernel;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Kernels for every JVM: EJML's products, and loops simple enough for the JIT compiler to vectorise. No state. */
final class PlainKernels implements Kernels {

    @Override
    public String name() {
        return "ejml";
    }

    @Override
    public void mult(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c) {
        CommonOps_DDRM.mult(a, b, c);
    }

    @Override
    public void multAdd(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c) {
        CommonOps_DDRM.multAdd(a, b, c);
    }

    @Override
    public void multTransA(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c) {
        CommonOps_DDRM.multTransA(a, b, c);
    }

    @Override
    public void multAddTransA(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c) {
        CommonOps_DDRM.multAddTransA(a, b, c);
    }

    @Override
    public void multTransB(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c) {
        CommonOps_DDRM.multTransB(a, b, c);
    }

    @Override
    public void multAddTransB(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c) {
        CommonOps_DDRM.multAddTransB(a, b, c);
    }

    @Override
    public void affine(DMatrixRMaj x, DMatrixRMaj weight, DMatrixRMaj bias, DMatrixRMaj y) {
        multTransB(x, weight, y);
        for (int i = 0, at = 0; i < y.numRows; i++) {
            for (int j = 0; j < y.numCols; j++, at++) {
                y.data[at] += bias.data[j];
            }
        }
    }

    @Override
    public void affineRelu(DMatrixRMaj x, DMatrixRMaj weight, DMatrixRMaj bias, DMatrixRMaj y) {
        affine(x, weight, bias, y);
        relu(y);
    }

    void relu(DMatrixRMaj y) {
        double[] data = y.data;
        int count = y.getNumElements();
        for (int i = 0; i < count; i++) {
            data[i] = Math.max(data[i], 0);
        }
    }

    @Override
    public void reluBackward(DMatrixRMaj y, DMatrixRMaj yBar, DMatrixRMaj sBar) {
        for (int i = 0; i < y.getNumElements(); i++) {
            sBar.data[i] = y.data[i] > 0 ? yBar.data[i] : 0;
        }
    }

    @Override
    public void exp(DMatrixRMaj x, DMatrixRMaj y) {
        for (int i = 0; i < x.getNumElements(); i++) {
            y.data[i] = ElementaryFunctions.exp(x.data[i]);
        }
    }

    @Override
    public void log(DMatrixRMaj x, DMatrixRMaj y) {
        for (int i = 0; i < x.getNumElements(); i++) {
            y.data[i] = ElementaryFunctions.log(x.data[i]);
        }
    }

    @Override
    public void expm1(DMatrixRMaj x, DMatrixRMaj y) {
        for (int i = 0; i < x.getNumElements(); i++) {
            y.data[i] = ElementaryFunctions.expm1(x.data[i]);
        }
    }

    @Override
    public void log1p(DMatrixRMaj x, DMatrixRMaj y) {
        for (int i = 0; i < x.getNumElements(); i++) {
            y.data[i] = ElementaryFunctions.log1p(x.data[i]);
        }
    }

    @Override
    public void tanh(DMatrixRMaj x, DMatrixRMaj y) {
        for (int i = 0; i < x.getNumElements(); i++) {
            y.data[i] = ElementaryFunctions.tanh(x.data[i]);
        }
    }

    @Override
    public void sigmoid(DMatrixRMaj x, DMatrixRMaj y) {
        for (int i = 0; i < x.getNumElements(); i++) {
            y.data[i] = ElementaryFunctions.sigmoid(x.data[i]);
        }
    }

    @Override
    public void softplus(DMatrixRMaj x, DMatrixRMaj y) {
        for (int i = 0; i < x.getNumElements(); i++) {
            y.data[i] = ElementaryFunctions.softplus(x.data[i]);
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>Entry by entry: \(r = \sigma(g_{ir} + g_{hr})\), \(u = \sigma(g_{iu} + g_{hu})\),
     * \(c = \tanh(g_{ic} + r g_{hc})\), \(y = (1 - u) c + u h\).
     */
    @Override
    public void gruForward(DMatrixRMaj gi, DMatrixRMaj gh, DMatrixRMaj h, DMatrixRMaj saved, DMatrixRMaj y) {
        int d = h.numCols;
        for (int i = 0; i < h.numRows; i++) {
            for (int j = 0; j < d; j++) {
                int atR = 3 * d * i + j;
                int atU = atR + d;
                int atC = atU + d;
                double r = ElementaryFunctions.sigmoid(gi.data[atR] + gh.data[atR]);
                double u = ElementaryFunctions.sigmoid(gi.data[atU] + gh.data[atU]);
                double c = ElementaryFunctions.tanh(gi.data[atC] + r * gh.data[atC]);
                saved.data[atR] = r;
                saved.data[atU] = u;
                saved.data[atC] = c;
                y.data[d * i + j] = (1 - u) * c + u * h.data[d * i + j];
            }
        }
    }

    @Override
    public void gruBackward(
            DMatrixRMaj gh,
            DMatrixRMaj h,
            DMatrixRMaj saved,
            DMatrixRMaj yBar,
            DMatrixRMaj giBar,
            DMatrixRMaj ghBar,
            DMatrixRMaj hBar) {
        gruBackward(0, gh, h, saved, yBar, giBar, ghBar, hBar);
    }

    /**
     * {@link #gruBackward} for the columns of h from the given one on. Entry by entry:
     * \(\bar u = \bar y (h - c)\), \(\bar c = \bar y (1 - u)\); before the functions,
     * \(\bar s_u = \bar u\, u (1 - u)\), \(\bar s_c = \bar c (1 - c^2)\), \(\bar r = \bar s_c g_{hc}\),
     * \(\bar s_r = \bar r\, r (1 - r)\); and added to the gradients.
     */
    void gruBackward(
            int firstColumn,
            DMatrixRMaj gh,
            DMatrixRMaj h,
            DMatrixRMaj saved,
            DMatrixRMaj yBar,
            DMatrixRMaj giBar,
            DMatrixRMaj ghBar,
            DMatrixRMaj hBar) {
        int d = h.numCols;
        for (int i = 0; i < h.numRows; i++) {
            for (int j = firstColumn; j < d; j++) {
                int at = d * i + j;
                int atR = 3 * d * i + j;
                int atU = atR + d;
                int atC = atU + d;
                double r = saved.data[atR];
                double u = saved.data[atU];
                double c = saved.data[atC];
                double uBar = yBar.data[at] * (h.data[at] - c);
                double cBar = yBar.data[at] * (1 - u);
                double sBarU = uBar * (u * (1 - u));
                double sBarC = cBar * (1 - c * c);
                double rBar = sBarC * gh.data[atC];
                double sBarR = rBar * (r * (1 - r));
                giBar.data[atR] += sBarR;
                ghBar.data[atR] += sBarR;
                giBar.data[atU] += sBarU;
                ghBar.data[atU] += sBarU;
                giBar.data[atC] += sBarC;
                ghBar.data[atC] += sBarC * r;
                hBar.data[at] += yBar.data[at] * u;
            }
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>Entry by entry: \(m \leftarrow \beta_1 m + (1 - \beta_1) g\), \(v \leftarrow \beta_2 v + (1 - \beta_2) g^2\),
     * \(\theta \leftarrow (1 - \alpha\lambda)\,\theta
     *    - \frac{\alpha}{1 - \beta_1^t}\, m / (\sqrt{v / (1 - \beta_2^t)} + \epsilon)\).
     */
    @Override
    public void adam(
            DMatrixRMaj value,
            DMatrixRMaj gradient,
            DMatrixRMaj mean,
            DMatrixRMaj meanSquare,
            double learningRate,
            double beta1,
            double beta2,
            double correction1,
            double correction2,
            double epsilon,
            double weightDecay) {
        double[] theta = value.data;
        double[] g = gradient.data;
        double[] m = mean.data;
        double[] v = meanSquare.data;
        double shrink = 1 - learningRate * weightDecay;
        double step = learningRate / correction1;
        double inverse = 1 / correction2;
        for (int i = 0; i < value.getNumElements(); i++) {
            m[i] = beta1 * m[i] + (1 - beta1) * g[i];
            v[i] = beta2 * v[i] + (1 - beta2) * (g[i] * g[i]);
            theta[i] = shrink * theta[i] - step * m[i] / (Math.sqrt(v[i] * inverse) + epsilon);
        }
    }

    @Override
    public void gatherRows(DMatrixRMaj x, int[] index, int count, DMatrixRMaj y) {
        RowLoops.gather(x, index, count, y);
    }

    @Override
    public void scatterAddRows(DMatrixRMaj x, int[] index, int count, DMatrixRMaj y) {
        RowLoops.scatterAdd(x, index, count, y);
    }

    @Override
    public void edgeSum(
            DMatrixRMaj x,
            int xColumn,
            int[] sender,
            int[] receiver,
            int edges,
            int columns,
            DMatrixRMaj y,
            int yColumn) {
        RowLoops.edgeSum(x, xColumn, sender, receiver, edges, columns, y, yColumn);
    }

    @Override
    public void addColumnSums(DMatrixRMaj x, DMatrixRMaj y) {
        RowLoops.addColumnSums(x, y);
    }

    @Override
    public double dot(DMatrixRMaj x, DMatrixRMaj y) {
        return RowLoops.dot(x, y);
    }

    @Override
    public void add(DMatrixRMaj x, DMatrixRMaj y) {
        for (int i = 0; i < x.getNumElements(); i++) {
            y.data[i] += x.data[i];
        }
    }

    @Override
    public void addScaled(double alpha, DMatrixRMaj x, DMatrixRMaj y) {
        for (int i = 0; i < x.getNumElements(); i++) {
            y.data[i] += alpha * x.data[i];
        }
    }

    @Override
    public void scale(double alpha, DMatrixRMaj x) {
        for (int i = 0; i < x.getNumElements(); i++) {
            x.data[i] *= alpha;
        }
    }
}
