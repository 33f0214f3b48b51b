namespace Fosse.Storage.BulkLoad;

/// <summary>Takes the cells of one row, in the order of the columns and without boxing them.</summary>
public abstract class BulkCells
{
    public abstract void Nothing();

    public abstract void Number(int value);

    public abstract void Big(long value);

    public abstract void Real(double value);

    public abstract void Text(string value);

    public abstract void Bytes(ReadOnlySpan<byte> value);

    /// <summary>An id as the model stores it: <c>uuid</c>, or text in capitals on SQLite.</summary>
    public abstract void Id(Guid value);

    public void Number(int? value)
    {
        if (value is { } number)
            Number(number);
        else
            Nothing();
    }

    /// <summary>A cell whose type is known only when it is met; slower, for few rows.</summary>
    internal void Any(object? value)
    {
        switch (value)
        {
            case null:
                Nothing();
                break;
            case int number:
                Number(number);
                break;
            case long number:
                Big(number);
                break;
            case double number:
                Real(number);
                break;
            case string text:
                Text(text);
                break;
            case byte[] bytes:
                Bytes(bytes);
                break;
            case Guid id:
                Id(id);
                break;
            default:
                throw new NotSupportedException($"{value.GetType().Name} is not written in bulk.");
        }
    }
}

/// <summary>Hands over the cells of the row at <paramref name="index"/>.</summary>
public delegate void BulkRow(int index, BulkCells cells);
