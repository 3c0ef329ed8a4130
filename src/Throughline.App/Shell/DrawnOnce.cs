using Microsoft.AspNetCore.Components;

namespace Throughline.App.Shell;

/// <summary>
/// A part of a page that is drawn when all that it shows is there, and not before. Pages have no circuit: what the framework would draw
/// meanwhile nobody sees, and it would draw of answers that have not come, as they do not at once from a database on another computer.
/// </summary>
public abstract class DrawnOnce : ComponentBase
{
    private bool isBegun;

    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        if (!isBegun)
        {
            isBegun = true;
            OnInitialized();
            await OnInitializedAsync();
        }
        OnParametersSet();
        await OnParametersSetAsync();
        StateHasChanged();
    }
}
